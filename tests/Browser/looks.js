// What is looked at on a page. Put into it once: the page's own script changes places without loading anything anew.
window.looks = {
  // Goes to a place as a returning form would, by the page's own script.
  go: async place => {
    const form = document.querySelector('form[data-step]'), before = document.querySelector('main');
    const step = form.querySelector('input[name=step]');
    if (step) step.remove();
    form.querySelector('input[name=place]').value = place;
    form.requestSubmit();
    for (let i = 0; i < 3000 && document.querySelector('main') === before; i++) await new Promise(later => setTimeout(later, 10));
    return document.querySelector('form[data-step]').dataset.step;
  },

  // What can be unfolded, by the passage it belongs to or its own heading.
  key: fold => fold.closest('[data-passage]')?.dataset.passage ?? fold.querySelector('summary').textContent.trim(),
  folds: () => [...new Set([...document.querySelectorAll('details')].map(looks.key))],
  unfold: keys => { for (const fold of document.querySelectorAll('details')) fold.open = keys === null || keys.includes(looks.key(fold)); },

  isTooWide: () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,

  // The question and the first answer, within the width of the screen.
  outOfSight: () => ['h1', '.choice'].filter(part => {
    const box = document.querySelector(part)?.getBoundingClientRect();
    return box && (box.left < 0 || box.right > innerWidth || box.width < 1);
  }),

  // What sticks out of its box and is cut there, or runs over the edge of the screen.
  cut: () => [...document.querySelectorAll('main *, header *, footer *')]
    .filter(e => !e.closest('.heard') && e.clientWidth > 0 && getComputedStyle(e).overflow !== 'visible' && e.tagName !== 'TEXTAREA'
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
    .map(e => e.outerHTML.slice(0, 120)),

  // Text at 200 per cent with the spacing of WCAG 1.4.12.
  enlarge: on => {
    const sheet = new CSSStyleSheet();
    if (on) sheet.replaceSync(`html { font-size: 200% } * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
      p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = on ? [sheet] : [];
  },

  // One question, at most six answers as wide as the page and high enough for a thumb.
  buttons: () => {
    const form = document.querySelector('form[data-step]'), answers = [...form.querySelectorAll('.choice')], faults = [];
    const heads = document.querySelectorAll('h1').length, width = form.getBoundingClientRect().width;
    if (heads !== 1) faults.push(`${heads} headings of the first rank`);
    if (answers.length > 6) faults.push(`${answers.length} answers`);
    for (const answer of document.querySelectorAll('.choice')) {
      const box = answer.getBoundingClientRect();
      if (box.height < 48) faults.push(`${answer.textContent.trim()} is ${box.height} high`);
      if (form.contains(answer) && box.width < width - 1) faults.push(`${answer.textContent.trim()} is ${box.width} of ${width} wide`);
    }
    for (const other of document.querySelectorAll('button, .top a')) {
      const height = other.getBoundingClientRect().height;
      if (height > 0 && height < 44) faults.push(`${other.textContent.trim()} is ${height} high`);
    }
    return faults;
  },

  // axe; nothing is loaded beforehand, since everything comes from here.
  axe: async rule => {
    const options = { resultTypes: ['violations'], preload: false };
    if (rule) options[rule.startsWith('-') ? 'rules' : 'runOnly'] = rule.startsWith('-') ? { [rule.slice(1)]: { enabled: false } } : { type: 'rule', values: [rule] };
    const { violations } = await axe.run(document, options);
    return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)}`));
  },
};
