// Microsoft's own Direct Line client against our Direct Line: polling and WebSocket, reconnect, tokens that run out.
import { createRequire } from 'node:module';
import { advance, attempt, check, hear, say, until, wait } from './talk.mjs';

const require = createRequire(import.meta.url);
const sockets = [];
const WebSocketOfNode = require('ws');
globalThis.XMLHttpRequest = require('xhr2');
globalThis.WebSocket = class extends WebSocketOfNode {
  constructor(...args) {
    super(...args);
    sockets.push(this);
  }
};
globalThis.window ??= globalThis;
const { DirectLine, ConnectionStatus } = require('botframework-directlinejs');

const { url, secret } = JSON.parse(await hear('bot'));
const domain = `${url}/v3/directline`;

const call = async (method, path, token, body) => {
  const response = await fetch(domain + path, { method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body });
  return { status: response.status, body: await response.json() };
};
const generate = async () => (await call('POST', '/tokens/generate', secret)).body;

function open(options) {
  const line = new DirectLine({ domain, pollingInterval: 200, ...options });
  const seen = [];
  const states = [];
  line.connectionStatus$.subscribe((s) => states.push(s));
  const sub = line.activity$.subscribe((a) => seen.push(a), (e) => states.push(`error ${e?.message}`));
  return { line, seen, states, close: () => { sub.unsubscribe(); line.end(); } };
}

const post = (line, activity) => new Promise((resolve, reject) => line.postActivity({ from: { id: 'me' }, ...activity }).subscribe(resolve, reject));
const has = (chat, text) => chat.seen.some((a) => a.text?.includes(text));

for (const webSocket of [false, true]) {
  const way = webSocket ? 'WebSocket' : 'polling';
  const { token, conversationId } = await generate();
  const chat = open({ token, webSocket });

  await attempt(`${way}: comes online`, () => until('online', () => chat.states.includes(ConnectionStatus.Online)));
  await attempt(`${way}: is greeted`, () => until('greeting', () => has(chat, 'What is happening?')));
  check(`${way}: says first that it is a program`, chat.seen[0]?.text?.includes('computer program'), chat.seen[0]);
  check(`${way}: the bot is a bot`, chat.seen.every((a) => a.from.role === 'bot' && a.from.name), chat.seen[0]?.from);

  let before = chat.seen.length;
  const id = await post(chat.line, { type: 'message', text: 'hello', channelData: { clientActivityID: `${way}1`, mine: { deep: [1] } } });
  await attempt(`${way}: an answer comes`, () => until('answer', () => chat.seen.slice(before).some((a) => a.from.role === 'bot')));
  const echo = chat.seen[before];
  check(`${way}: the echo comes first, under the id of the post`, echo?.id === id && echo.from.role === 'user' && echo.text === 'hello', echo);
  check(`${way}: the echo keeps channelData`, echo?.channelData?.clientActivityID === `${way}1` && echo.channelData.mine.deep[0] === 1, echo?.channelData);
  check(`${way}: replies name what they answer`, chat.seen.slice(before + 1).every((a) => a.replyToId === id));
  check(`${way}: times go forward`, chat.seen.every((a, i) => i === 0 || a.timestamp > chat.seen[i - 1].timestamp));
  check(`${way}: no activity comes twice`, new Set(chat.seen.map((a) => a.id)).size === chat.seen.length);
  check(`${way}: the person has an id of ours`, echo?.from.id.startsWith('dl_'));

  const button = chat.seen.findLast((a) => a.suggestedActions)?.suggestedActions.actions.find((a) => a.value?.choice === 'conference');
  before = chat.seen.length;
  await post(chat.line, { type: 'message', text: button.text, value: button.value, channelData: { messageBack: { displayText: button.displayText } } });
  await attempt(`${way}: a button leads on`, () => until('country', () => chat.seen.slice(before).some((a) => a.text?.includes('Which country'))));
  before = chat.seen.length;
  await post(chat.line, { type: 'message', text: button.text, value: button.value });
  await attempt(`${way}: a stale button is known`, () => until('stale', () => chat.seen.slice(before).some((a) => a.text?.includes('earlier question'))));

  // Urgent: somebody presses what is always there.
  before = chat.seen.length;
  await post(chat.line, { type: 'message', value: { do: 'danger' }, text: 'Someone is in danger now' });
  await attempt(`${way}: danger is answered with the number`, () => until('999', () => chat.seen.slice(before).some((a) => a.text?.includes('tel:999'))));

  // Reconnect
  if (webSocket) {
    const count = chat.seen.length;
    sockets.at(-1).terminate();
    await call('POST', `/conversations/${conversationId}/activities`, token, JSON.stringify({ type: 'message', text: 'while away' }));
    await attempt(`${way}: comes back by itself and misses nothing`, () => until('while away', () => has(chat, 'while away'), 40_000));
    check(`${way}: and nothing comes twice`, new Set(chat.seen.map((a) => a.id)).size === chat.seen.length && chat.seen.length > count);
  } else {
    const { body } = await call('GET', `/conversations/${conversationId}/activities`, token);
    const again = open({ token, conversationId, watermark: body.watermark, webSocket: false });
    await attempt(`${way}: a second client with a watermark comes online`, () => until('online', () => again.states.includes(ConnectionStatus.Online)));
    await post(again.line, { type: 'message', text: 'from the second' });
    await attempt(`${way}: and sees only what is newer`, () => until('echo', () => has(again, 'from the second')));
    check(`${way}: nothing older`, !has(again, 'What is happening?') || again.seen[0].text === 'from the second', again.seen[0]);
    again.close();
  }

  // The token runs out while the chat lives.
  await advance(20 * 60);
  const fresh = (await call('POST', '/tokens/refresh', token)).body;
  await call('POST', `/conversations/${conversationId}/activities`, fresh.token, JSON.stringify({ type: 'message', text: 'still here' }));
  await advance(11 * 60);
  if (webSocket) {
    await post(chat.line, { type: 'message', text: 'too late' }).catch(() => {});
  }
  await attempt(`${way}: is told that the token has run out`, () => until('expired', () => chat.states.includes(ConnectionStatus.ExpiredToken)));
  check(`${way}: an old token cannot be renewed`, (await call('POST', '/tokens/refresh', token)).body.error?.code === 'TokenExpired');
  const { body: renewed } = await call('GET', `/conversations/${conversationId}`, fresh.token);
  chat.states.length = 0;
  chat.line.reconnect({ conversationId, token: renewed.token, streamUrl: renewed.streamUrl });
  await attempt(`${way}: goes on with a new one`, async () => {
    await until('online', () => chat.states.includes(ConnectionStatus.Online));
    const posted = await until('a post', async () => { const r = await post(chat.line, { type: 'message', text: `${way} is back` }).catch(() => 'retry'); return r !== 'retry' && r; });
    await until('echo', () => chat.seen.some((a) => a.id === posted));
  });

  // The chat ends for good.
  await advance(31 * 60);
  if (!webSocket) {
    await attempt(`${way}: is told that the chat has ended`, () => until('an end', () => chat.states.includes(ConnectionStatus.Ended) || chat.states.includes(ConnectionStatus.ExpiredToken)));
  }
  chat.close();
}

// Web Chat starts with a body and a language.
{
  const { token } = await generate();
  const chat = open({ token, webSocket: false, conversationStartProperties: { locale: 'en-GB' } });
  await attempt('starts with a language', () => until('greeting', () => has(chat, 'What is happening?')));
  chat.close();
}

// A secret in a page is never needed: a bad one is refused for good.
{
  const chat = open({ secret: 'wrong', webSocket: false });
  await attempt('a wrong secret fails to connect', () => until('failure', () => chat.states.includes(ConnectionStatus.FailedToConnect)));
  chat.close();
}

await wait(50);
say('done');
process.exit(0);
