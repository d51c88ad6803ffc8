// Seals a ballot in the browser, so that the server never sees a choice: HPKE (RFC 9180) of
// X25519, HKDF-SHA256 and AES-128-GCM, by WebCrypto. Without it the server does the same.
'use strict';
(() => {
  const kept = 'tdkt-trackers';
  const bytes = new TextEncoder();
  const plain = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const kem = Uint8Array.of(75, 69, 77, 0, 0x20); // "KEM", 0x0020
  const suite = Uint8Array.of(72, 80, 75, 69, 0, 0x20, 0, 1, 0, 1); // "HPKE" and its three
  const choices = { y: 1, n: 2, b: 3 };

  const joined = (...parts) => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };

  const hmac = async (key, text) => {
    // WebCrypto takes no empty key; one of zeros is the same to HMAC.
    const material = key.length > 0 ? key : new Uint8Array(32);
    const mac = await crypto.subtle.importKey('raw', material, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', mac, text));
  };

  const extract = (of, salt, label, material) =>
    hmac(salt, joined(bytes.encode('HPKE-v1'), of, bytes.encode(label), material));

  // At most one digest long: more is not needed here.
  const expand = async (of, key, label, context, length) => {
    const size = Uint8Array.of(0, length);
    const info = joined(size, bytes.encode('HPKE-v1'), of, bytes.encode(label), context, Uint8Array.of(1));
    return (await hmac(key, info)).slice(0, length);
  };

  const none = new Uint8Array(0);

  const schedule = async (agreed, ephemeral, receiver, info) => {
    const prk = await extract(kem, none, 'eae_prk', agreed);
    const shared = await expand(kem, prk, 'shared_secret', joined(ephemeral, receiver), 32);
    const context = joined(Uint8Array.of(0), await extract(suite, none, 'psk_id_hash', none),
      await extract(suite, none, 'info_hash', info));
    const secret = await extract(suite, shared, 'secret', none);
    return [await expand(suite, secret, 'key', context, 16), await expand(suite, secret, 'base_nonce', context, 12)];
  };

  const seal = async (receiver, info, text) => {
    const theirs = await crypto.subtle.importKey('raw', receiver, 'X25519', false, []);
    const mine = await crypto.subtle.generateKey('X25519', false, ['deriveBits']);
    const agreed = new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: theirs }, mine.privateKey, 256));
    const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', mine.publicKey));
    const [key, nonce] = await schedule(agreed, ephemeral, receiver, info);
    const cipher = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, cipher, text);
    return joined(ephemeral, new Uint8Array(sealed));
  };

  const fromUrl = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  const toUrl = (data) => btoa(String.fromCharCode(...data)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

  const newTracker = () => [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => plain[byte % 32]).join('');
  const ballotText = (choice, tracker) => joined(Uint8Array.of(1, choice), bytes.encode(tracker), new Uint8Array(6));

  // The tracker of each item, and in the form its sealed ballot in the place of its choice.
  const sealForm = async (form) => {
    const receiver = fromUrl(form.dataset.key);
    const trackers = {};
    const sealed = [];
    for (const item of form.querySelectorAll('fieldset[data-item]')) {
      const chosen = item.querySelector('input:checked');
      if (!chosen) continue;
      const tracker = newTracker();
      const text = ballotText(choices[chosen.value], tracker);
      const one = await seal(receiver, bytes.encode(item.dataset.info), text);
      trackers[item.dataset.item] = `${tracker.slice(0, 4)}-${tracker.slice(4)}`;
      sealed.push(`${item.dataset.item}:${toUrl(one)}`);
    }
    return { trackers, sealed };
  };

  const send = (form, { trackers, sealed }) => {
    for (const choice of form.querySelectorAll('input[type=radio]')) choice.disabled = true;
    for (const one of sealed) {
      const field = document.createElement('input');
      Object.assign(field, { type: 'hidden', name: 'sealed', value: one });
      form.append(field);
    }
    sessionStorage.setItem(kept, JSON.stringify(trackers));
    form.submit();
  };

  const watch = async (form) => {
    const said = document.getElementById('sealing');
    try {
      await crypto.subtle.generateKey('X25519', false, ['deriveBits']);
    } catch {
      return; // the server seals, as the page says
    }
    said.textContent = 'Trình duyệt này tự niêm phong phiếu trước khi gửi: máy chủ không đọc được lựa chọn của Ông/Bà.';
    form.dataset.seals = 'here';
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (form.dataset.sent) return;
      form.dataset.sent = 'yes';
      try {
        send(form, await sealForm(form));
      } catch {
        delete form.dataset.sent;
        said.textContent = 'Trình duyệt không niêm phong được phiếu nên chưa gửi gì. Hãy tải lại trang.';
      }
    });
  };

  const showTrackers = (places) => {
    const trackers = JSON.parse(sessionStorage.getItem(kept) || '{}');
    sessionStorage.removeItem(kept);
    for (const place of places) if (trackers[place.dataset.tracker]) place.textContent = trackers[place.dataset.tracker];
  };

  const form = document.getElementById('ballot');
  const places = document.querySelectorAll('[data-tracker]');
  if (form && form.dataset.key && window.crypto && crypto.subtle) watch(form);
  if (places.length > 0) showTrackers(places);
})();
