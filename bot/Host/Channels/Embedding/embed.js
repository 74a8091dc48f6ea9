// A button on a charity's page that opens the bot in a frame: see docs/embedding.md.
// No cookie, no storage, nothing from elsewhere; the bot is asked for nothing until somebody presses the button.
(() => {
  'use strict';
  const script = document.currentScript || document.querySelector('script[src$="/embed.js"]');
  if (!script || !script.src || window.adviceEmbedded) return;
  window.adviceEmbedded = true;

  const home = new URL(script.src).origin, told = script.dataset;
  const title = told.title || 'Advice', label = told.label || title, side = told.side === 'left' ? 'left' : 'right';
  const page = /^\/[a-z/-]*$/.test(told.page || '') ? told.page : '/';
  const small = matchMedia('(max-width: 640px), (max-height: 480px)');
  const Quick = 1500, Heard = 500, Gone = 900;
  let frame = null, isOpen = false, behind = [], scrolls = '', exit = 'about:blank', times = 0, last = 0;

  // Each style is set by itself: a page that allows no style of ours still allows this.
  const make = (name, text, styles) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    Object.assign(element.style, styles);
    return element;
  };

  const whole = make('div', '', { all: 'initial' });
  const root = whole.attachShadow ? whole.attachShadow({ mode: 'open' }) : whole;
  const looks = {
    font: '600 1rem/1.4 system-ui, sans-serif', minHeight: '44px', padding: '.6rem 1.2rem', cursor: 'pointer',
    color: '#fff', background: told.colour || '#17454f', border: '2px solid #fff', borderRadius: '1.6rem',
  };
  const opener = make('button', label, { ...looks, position: 'fixed', bottom: '1rem', [side]: '1rem', zIndex: 2147483000, boxShadow: '0 2px 8px rgba(0,0,0,.4)' });
  const panel = make('div', '', { position: 'fixed', zIndex: 2147483000, display: 'none', flexDirection: 'column', boxSizing: 'border-box', background: '#fff', overflow: 'hidden' });
  const closer = make('button', told.close || 'Close', { ...looks, alignSelf: 'flex-end', borderRadius: '0', border: '2px solid transparent', margin: '0' });
  const bar = make('div', '', { display: 'flex', justifyContent: 'flex-end', background: looks.background });
  opener.type = closer.type = 'button';
  opener.setAttribute('aria-haspopup', 'dialog');
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', title);
  bar.append(closer);
  panel.append(bar);
  root.append(opener, panel);

  const fit = () => {
    const edge = small.matches ? { inset: '0', width: '100%', height: '100%', border: '0', borderRadius: '0', boxShadow: 'none' }
      : { inset: 'auto', bottom: '1rem', [side]: '1rem', width: 'min(27rem, calc(100vw - 2rem))', height: 'min(46rem, calc(100vh - 2rem))', border: '1px solid #595959', borderRadius: '.5rem', boxShadow: '0 4px 24px rgba(0,0,0,.4)' };
    Object.assign(panel.style, edge);
    // Over the whole of a small screen nothing behind it can be reached or scrolled.
    const covers = isOpen && small.matches;
    if (covers && !behind.length) {
      behind = [...document.body.children].filter(e => e !== whole && !e.inert);
      scrolls = document.documentElement.style.overflow;
      document.documentElement.style.overflow = 'hidden';
    } else if (!covers && behind.length) {
      document.documentElement.style.overflow = scrolls;
    }
    for (const element of behind) element.inert = covers;
    if (!covers) behind = [];
    if (covers) panel.setAttribute('aria-modal', 'true'); else panel.removeAttribute('aria-modal');
  };

  const open = () => {
    if (!frame) {
      frame = make('iframe', '', { flex: '1 1 auto', width: '100%', border: '0', background: '#fff' });
      frame.title = title;
      frame.referrerPolicy = 'no-referrer';
      frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals allow-top-navigation-by-user-activation');
      frame.src = home + page;
      panel.append(frame);
    }
    isOpen = true;
    opener.style.display = 'none';
    panel.style.display = 'flex';
    fit();
    closer.focus();
  };

  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    panel.style.display = 'none';
    opener.style.display = '';
    fit();
    opener.focus();
  };

  // LEAVING: nothing is seen from here on; the frame has a moment to end the conversation; then another site stands in our place in the history.
  const hide = () => document.documentElement.style.setProperty('display', 'none', 'important');
  const go = () => {
    if (!frame) return;
    hide();
    frame.remove();
    frame = null;
    location.replace(exit);
    // A site that is slow to come must not leave this address standing.
    setTimeout(() => location.replace('about:blank'), Gone);
  };

  // Escape three times running leaves, as it does inside. The first closes the panel, so the others come to this page. The frame can't take this
  // page away: browsers want a button pressed for that.
  const escaped = () => {
    const now = performance.now();
    times = now - last < Quick ? times + 1 : 1;
    last = now;
    if (times < 3) return;
    hide();
    frame.contentWindow.postMessage('advice-leave', home);
    setTimeout(go, Heard);
  };
  addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) times = 0;
    else if (frame && !event.repeat) escaped();
  }, true);

  opener.addEventListener('click', open);
  closer.addEventListener('click', close);
  document.addEventListener('keydown', event => { if (event.key === 'Escape' && !event.defaultPrevented) close(); });
  addEventListener('message', event => {
    // Nobody speaks for our frame but itself.
    if (!frame || event.source !== frame.contentWindow || event.origin !== home || !event.data) return;
    if (event.data === 'advice-close') { escaped(); close(); }
    else if (event.data === 'advice-left') go();
    else if (/^https?:/.test(event.data.adviceExit)) exit = event.data.adviceExit;
  });
  small.addEventListener ? small.addEventListener('change', fit) : small.addListener(fit);
  // Whoever comes back to the page by the browser's button finds nothing of what was read.
  addEventListener('pagehide', () => {
    if (frame) frame.remove();
    frame = null;
    close();
  });

  const stand = () => document.body.append(whole);
  if (document.body) stand(); else addEventListener('DOMContentLoaded', stand);
})();
