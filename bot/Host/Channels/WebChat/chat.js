// Starts Web Chat when somebody asks for it, and not before: until then no token, no connection, none of its large program.
(() => {
  'use strict';
  const form = document.getElementById('start'), box = document.getElementById('webchat'), trouble = document.getElementById('trouble');
  const nonce = document.currentScript.nonce, news = document.getElementById('news');
  if (!form || !box || !window.fetch || !window.Promise) return;

  const patience = 8000;
  let line = null, given = null;

  const say = text => { trouble.textContent = text; trouble.hidden = !text; news.textContent = text; };

  const call = (path, token, body) => fetch(box.dataset.line + path, {
    method: 'POST', credentials: 'omit', cache: 'no-store', keepalive: !!body, body,
    headers: Object.assign({}, token && { Authorization: 'Bearer ' + token }, body && { 'Content-Type': 'application/json' }),
  });

  const token = async () => {
    const answer = await call('/tokens/generate');
    if (!answer.ok) throw new Error('no token');
    return answer.json();
  };

  const program = () => window.WebChat || new Promise((done, failed) => {
    const script = document.createElement('script');
    script.nonce = nonce;
    script.src = box.dataset.program;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

  form.addEventListener('submit', async event => {
    event.preventDefault();
    event.stopPropagation();
    const button = form.querySelector('button');
    if (button.disabled) return;
    button.disabled = true;
    say(box.dataset.loading);
    try {
      [given] = await Promise.all([token(), program()]);
      open(true);
      document.documentElement.classList.add('chatting');
      box.hidden = false;
      box.focus({ preventScroll: true });
      say('');
    } catch {
      say(box.dataset.failed);
    } finally {
      button.disabled = false;
    }
  });

  // A network that lets no stream through lets questions through: then the chat asks for what is new.
  const open = streams => {
    const own = line = WebChat.createDirectLine({
      token: given.token, conversationId: streams ? undefined : given.conversationId,
      domain: location.origin + box.dataset.line, webSocket: streams && 'WebSocket' in window,
    });
    let heard = false;
    own.activity$.subscribe({ next: () => { heard = true; }, error: () => {} });
    own.connectionStatus$.subscribe(status => {
      if (own === line && status > 2) over();
      if (own === line && status === 2 && streams) setTimeout(() => { if (own === line && !heard) { own.end(); open(false); } }, patience);
    });
    draw();
  };

  const over = () => {
    line = given = null;
    box.hidden = true;
    box.replaceChildren();
    document.documentElement.classList.remove('chatting');
    say(box.dataset.over);
    form.querySelector('button').focus();
  };

  // Gone is gone: what was said is forgotten now, not in half an hour.
  addEventListener('pagehide', () => {
    if (line && given) call('/conversations/' + given.conversationId + '/activities', line.token || given.token, '{"type":"endOfConversation"}').catch(() => {});
  });

  // A link out of the chat opens beside it. The way out must not leave the chat behind.
  const leaving = () => next => action => action.cardAction.type === 'openUrl' && action.cardAction.value === box.dataset.exit
    ? document.querySelector('form.leave').requestSubmit()
    : next(action);

  const draw = () => {
    if (!line) return;
    const style = getComputedStyle(document.documentElement), of = name => style.getPropertyValue('--' + name).trim();
    const text = { default: of('ink'), subtle: of('quiet') };
    const colours = Object.fromEntries(['default', 'accent', 'attention', 'good', 'warning', 'light', 'dark'].map(name => [name, text]));
    const ground = name => ({ backgroundColor: of(name), foregroundColors: colours });
    WebChat.renderWebChat({
      directLine: line,
      locale: 'en-GB',
      nonce,
      cardActionMiddleware: leaving,
      overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: box.dataset.write, TEXT_INPUT_ALT: box.dataset.write },
      adaptiveCardsHostConfig: {
        supportsInteractivity: true,
        fontFamily: of('font'),
        fontSizes: { small: 15, default: 16, medium: 18, large: 20, extraLarge: 24 },
        containerStyles: { default: ground('surface'), emphasis: ground('tint'), attention: ground('heed'), warning: ground('care') },
        actions: { actionsOrientation: 'vertical', actionAlignment: 'stretch', maxActions: 6 },
      },
      styleOptions: {
        primaryFont: of('font'), fontSizeSmall: '90%', accent: of('brand'), subtle: of('quiet'), backgroundColor: of('ground'),
        timestampColor: of('quiet'), markdownRenderHTML: false, hideUploadButton: true,
        bubbleBackground: of('surface'), bubbleTextColor: of('ink'), bubbleBorderColor: of('line'), bubbleBorderRadius: 12, bubbleMaxWidth: 640,
        bubbleFromUserBackground: of('tint'), bubbleFromUserTextColor: of('ink'), bubbleFromUserBorderColor: of('tint'), bubbleFromUserBorderRadius: 12,
        cardEmphasisBackgroundColor: of('tint'), cardPushButtonBackgroundColor: of('brand'), cardPushButtonTextColor: of('on-brand'),
        autoScrollSnapOnPage: true, scrollToEndButtonBehavior: 'unread',
        suggestedActionLayout: 'flow', suggestedActionsFlowMaxHeight: '40vh', suggestedActionHeight: 44, suggestedActionBorderRadius: 12, suggestedActionBorderWidth: 2,
        suggestedActionBackgroundColor: of('surface'), suggestedActionTextColor: of('brand'), suggestedActionBorderColor: of('brand'),
        sendBoxTextWrap: true, sendBoxHeight: 48, sendBoxBackground: of('surface'), sendBoxTextColor: of('ink'), sendBoxPlaceholderColor: of('quiet'),
        sendBoxButtonColor: of('brand'), sendBoxBorderTop: 'solid 1px ' + of('edge'),
      },
    }, box);
  };

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
