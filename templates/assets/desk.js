// Makes the preview of the template desk follow the typing. Without it the button does.
'use strict';
(() => {
  const pause = 600; // ms without a key
  const form = document.getElementById('desk-form');
  const text = document.getElementById('text');
  const button = document.getElementById('try');
  const frame = document.getElementById('trial');
  const state = document.getElementById('desk-state');
  let waiting = 0;
  let asked = 0;
  let shown = '';

  const failure = 'Chưa xem thử được; hãy bấm “Xem thử và kiểm tra”.';

  // What the frame shows is only read out.
  const say = (words, inFrame) => {
    state.classList.toggle('unseen', inFrame);
    state.textContent = words;
  };

  // The frame's page is kept, so that its reader stays where they were on the paper; a
  // template that gives none leaves the last one, faintly.
  const show = (html) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const inside = frame.contentDocument;
    const found = page.querySelector('.trial');
    const old = inside && inside.querySelector('.trial');
    if (!found || !old) return false;
    old.replaceWith(inside.importNode(found, true));
    const paper = inside.getElementById('paper');
    const fresh = page.getElementById('paper');
    const gives = fresh.childElementCount > 0;
    paper.classList.toggle('trial-old', !gives);
    if (gives) paper.replaceChildren(...[...fresh.childNodes].map((node) => inside.importNode(node, true)));
    say(page.querySelector('.trial-verdict').textContent, true);
    lead();
    return true;
  };

  const offset = (line, column) => {
    let at = 0;
    for (let i = 1; i < line; ++i) at = text.value.indexOf('\n', at) + 1;
    return at + [...text.value.slice(at)].slice(0, column - 1).join('').length;
  };

  // From what is wrong to the place in the text.
  const lead = () => {
    const inside = frame.contentDocument;
    if (!inside) return;
    for (const place of inside.querySelectorAll('.trial-place')) {
      const line = Number(place.dataset.line);
      if (!line) continue;
      place.setAttribute('href', '#');
      place.addEventListener('click', (event) => {
        event.preventDefault();
        const at = offset(line, Number(place.dataset.column));
        text.focus();
        text.setSelectionRange(at, Math.max(at, text.value.indexOf('\n', at)));
        text.scrollTop = ((line - 4) * text.scrollHeight) / text.value.split('\n').length;
      });
    }
  };

  const refresh = async () => {
    if (text.value === shown) return;
    const mine = ++asked;
    const wanted = text.value;
    const fields = new URLSearchParams(new FormData(form));
    fields.set('show', 'page');
    try {
      const answer = await fetch(button.formAction, { method: 'POST', body: fields, redirect: 'error' });
      const html = await answer.text();
      if (mine !== asked) return;
      shown = wanted;
      if (!show(html)) say(failure, false);
    } catch {
      if (mine === asked) say(failure, false);
    }
  };

  text.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, pause);
  });
  shown = text.defaultValue;
  frame.addEventListener('load', lead);
  lead();
  if (document.getElementById('faults') || text.value !== text.defaultValue) {
    shown = '';
    if (frame.contentDocument && frame.contentDocument.readyState === 'complete') refresh();
    else frame.addEventListener('load', refresh, { once: true });
  }
})();
