// A little smoothing; nothing needs it. Every form works without, and any doubt here falls back to the plain form.
(() => {
  'use strict';

  // Brought back by the browser: perhaps somebody left, and somebody else pressed Back. Nothing is shown, not even what it was.
  const gone = () => { document.documentElement.hidden = true; location.replace('/leave'); };
  const entry = performance.getEntriesByType && performance.getEntriesByType('navigation')[0];
  if (entry ? entry.type === 'back_forward' : window.performance.navigation && performance.navigation.type === 2) gone();
  addEventListener('pageshow', event => { if (event.persisted) gone(); });

  // A page that shows us in a frame by embed.js: it does for us what a frame can't.
  const tell = word => { if (parent !== window) parent.postMessage(word, '*'); };

  // LEAVING: blank at once; our place in the history becomes the other site's; the conversation ends on the server if it hears of it.
  const Gone = 900, Quick = 1500;
  let left = false;
  const end = form => {
    left = true;
    const body = new URLSearchParams(new FormData(form));
    document.documentElement.hidden = true;
    document.body.replaceChildren();
    try { if (navigator.sendBeacon) navigator.sendBeacon(form.getAttribute('action'), body); } catch { /* They leave all the same. */ }
    tell('advice-left');
  };
  const leave = form => {
    if (left || !form) return;
    end(form);
    let frame = window;
    try { if (window.top !== window) { window.top.location.replace(form.dataset.exit); frame = null; } } catch { /* Not ours to move. */ }
    if (frame) location.replace(form.dataset.exit);
    // A site that is slow to come must not leave our address standing.
    setTimeout(() => location.replace('about:blank'), Gone);
  };

  // Escape three times running leaves, also from inside the box: no letter, no capital and no held key does. The page around a frame counts them too,
  // since the first closes the frame and the keys then go there.
  let times = 0, last = 0;
  addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) { times = 0; return; }
    if (event.repeat) return;
    tell('advice-close');
    times = event.timeStamp - last < Quick ? times + 1 : 1;
    last = event.timeStamp;
    if (times === 3) leave(way());
  }, true);

  const way = () => document.querySelector('form.leave');
  if (parent !== window) {
    addEventListener('message', event => { if (event.source === parent && event.data === 'advice-leave' && !left && way()) end(way()); });
    document.addEventListener('DOMContentLoaded', () => { if (way()) tell({ adviceExit: way().dataset.exit }); });
  }

  document.addEventListener('submit', event => {
    if (!event.target.dataset.exit) return;
    event.preventDefault();
    leave(event.target);
  }, true);

  // The way out stays in sight where a keyboard on the screen pushes the page up.
  const view = window.visualViewport;
  const hold = () => {
    const top = document.querySelector('.top');
    if (top) top.style.transform = view.scale === 1 && view.offsetTop > 1 ? `translateY(${view.offsetTop}px)` : '';
  };
  if (view) { view.addEventListener('resize', hold); view.addEventListener('scroll', hold); }

  const ready = () => { const exit = document.querySelector('.exit'); if (exit) exit.setAttribute('aria-describedby', 'exit-keys'); };
  document.addEventListener('DOMContentLoaded', ready);

  if (!window.fetch || !window.DOMParser || !window.URLSearchParams || !window.FormData) return;

  const policy = window.trustedTypes ? trustedTypes.createPolicy('advice', { createHTML: text => text }) : { createHTML: text => text };
  const news = () => document.getElementById('news');
  let pressed = null, busy = false, opened = [];

  const say = text => { news().textContent = ''; setTimeout(() => { if (news()) news().textContent = text; }, 120); };

  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]');
    pressed = event.target.closest('button');
    if (!link) return;
    // Within the page, without a new line in the history.
    const target = document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    const to = link.classList.contains('skip') ? main().querySelector('h1') || target : target.querySelector('h2') || target;
    focus(to);
    to.scrollIntoView();
  });

  document.addEventListener('submit', event => {
    const form = event.target, button = event.submitter || pressed;
    if (form.dataset.exit) return;
    if (busy) { event.preventDefault(); return; }
    if (button && button.hasAttribute('data-print')) { event.preventDefault(); print(); return; }
    // A file is the browser's own business.
    if (button && button.hasAttribute('data-file')) return;
    event.preventDefault();
    if (button) button.setAttribute('data-pressed', '');
    const body = new URLSearchParams(new FormData(form));
    if (button && button.form === form && button.name) body.set(button.name, button.value);
    send(form, (button && button.getAttribute('formaction')) || form.getAttribute('action'), body);
  });

  const main = () => document.querySelector('main');
  const focus = element => { element.tabIndex = -1; element.focus({ preventScroll: true }); };

  const send = async (form, to, body) => {
    busy = true;
    main().setAttribute('aria-busy', 'true');
    let people = null;
    try {
      const answer = await fetch(to, { method: 'POST', body, headers: { Accept: 'text/html' }, credentials: 'omit', cache: 'no-store' });
      if (left) return;
      const page = new DOMParser().parseFromString(policy.createHTML(await answer.text()), 'text/html');
      // While the bot is away a proxy answers: its page has the people, and this one keeps the place.
      people = page.querySelector('.away');
      show(page);
    } catch {
      if (left) return;
      main().removeAttribute('aria-busy');
      if (form.querySelector('[data-pressed]')) form.querySelector('[data-pressed]').removeAttribute('data-pressed');
      offline(people);
    } finally {
      busy = false;
    }
  };

  const show = page => {
    if (!page.querySelector('main')) throw new Error('not a page');
    for (const part of ['.top', 'main', 'footer']) {
      const now = document.querySelector(part), then = page.querySelector(part);
      if (now && then) now.replaceWith(document.adoptNode(then));
      else if (now) now.remove();
      else if (then) news().before(document.adoptNode(then));
    }
    ready();
    scrollTo(0, 0);
    focus(main().querySelector('.first') || main().querySelector('h1'));
    say([...main().querySelectorAll('.said, .gentle p')].map(p => p.textContent).join(' '));
  };

  // No connection, or nobody behind it: the page stays as it is, with what was typed, and says so and whom to call.
  const offline = people => {
    const text = document.body.dataset.offline;
    let note = main().querySelector('.offline');
    if (!note) {
      note = document.createElement('p');
      note.className = 'said offline';
      main().prepend(note);
    }
    note.textContent = text;
    const before = main().querySelector('.away');
    if (people && before) before.replaceWith(document.adoptNode(people));
    else if (people) note.after(document.adoptNode(people));
    scrollTo(0, 0);
    say(text);
  };

  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details.passage:not([open])')];
    for (const passage of opened) passage.open = true;
  });
  addEventListener('afterprint', () => { for (const passage of opened) passage.open = false; });
})();
