// The JavaScript Bot Framework SDK as the calling channel: it posts activities with tokens issued here, and its own routes take the replies.
import { createRequire } from 'node:module';
import crypto from 'node:crypto';
import http from 'node:http';
import { attempt, check, hear, say, until } from './talk.mjs';

const require = createRequire(import.meta.url);
const { ChannelServiceRoutes, ChannelServiceHandlerBase } = require('botbuilder');
const { AuthenticationConfiguration, BotFrameworkAuthenticationFactory } = require('botframework-connector');
const { activityZodSchema } = require('@microsoft/agents-activity');

const appId = crypto.randomUUID();
const keys = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...keys.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', endorsements: ['msteams', 'test', 'webchat'] };
const b64 = (x) => Buffer.from(x).toString('base64url');
function sign(claims, header = {}) {
  const text = `${b64(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: 'k1', ...header }))}.${b64(JSON.stringify(claims))}`;
  return `${text}.${crypto.sign('RSA-SHA256', Buffer.from(text), keys.privateKey).toString('base64url')}`;
}

// The channel's service: the SDK's own routes, and with them its own reading of what we send.
const received = [];
const tokens = new Set();
const answers = [];
let asked = 0;
class Handler extends ChannelServiceHandlerBase {
  async authenticate(header) { tokens.add(header); return { claims: [] }; }
  async onReplyToActivity(_, conversationId, activityId, activity) { received.push({ conversationId, activityId, activity }); return { id: `r${received.length}` }; }
  async onSendToConversation(_, conversationId, activity) { received.push({ conversationId, activity }); return { id: `s${received.length}` }; }
}
const routes = [];
const add = (method) => (path, handler) => routes.push({ method, pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`), handler });
new ChannelServiceRoutes(new Handler()).register({ get: add('GET'), post: add('POST'), put: add('PUT'), delete: add('DELETE'), del: add('DELETE') });

const server = http.createServer(async (req, res) => {
  const json = (body) => { res.setHeader('Content-Type', 'application/json'); res.end(JSON.stringify(body)); };
  if (req.url === '/metadata') return json({ issuer: 'https://api.botframework.com', jwks_uri: `${self}/keys` });
  if (req.url === '/keys') return json({ keys: [jwk] });
  if (req.url === '/token') { asked++; return json({ token_type: 'Bearer', expires_in: 3600, access_token: `ours-${asked}` }); }
  if (answers.length > 0) { const { status, after } = answers.shift(); req.resume(); if (after !== undefined) res.setHeader('Retry-After', after); res.statusCode = status; return res.end(); }
  for (const { method, pattern, handler } of routes) {
    const match = req.method === method && pattern.exec(req.url);
    if (match) {
      req.params = Object.fromEntries(Object.entries(match.groups ?? {}).map(([k, v]) => [k, decodeURIComponent(v)]));
      res.status = (code) => { res.statusCode = code; return res; };
      res.send = (body) => res.write(JSON.stringify(body));
      return handler(req, res, () => {});
    }
  }
  res.statusCode = 404;
  return res.end();
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const self = `http://127.0.0.1:${server.address().port}`;
say(`ready ${JSON.stringify({ self, appId })}`);
const { url } = JSON.parse(await hear('bot'));

let claims = {};
let header = {};
const credentials = {
  isValidAppId: async () => true,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    signRequest: async (request) => {
      const now = Math.floor(Date.now() / 1000);
      request.headers.set('authorization', `Bearer ${sign({ iss: 'https://api.botframework.com', aud: appId, serviceurl: `${self}/`, nbf: now - 10, exp: now + 600, ...claims }, header)}`);
      return request;
    },
  }),
};
const client = BotFrameworkAuthenticationFactory.create('', true, 'https://login.microsoftonline.com/botframework.com', 'https://api.botframework.com', 'https://api.botframework.com', '', '', '', '', credentials, new AuthenticationConfiguration()).createBotFrameworkClient();

let number = 0;
const activity = (more) => ({ type: 'message', id: `a${++number}`, channelId: 'test', from: { id: 'person', name: 'Person', role: 'user' }, recipient: { id: 'bot', name: 'Bot' }, conversation: { id: 'c' }, locale: 'en-GB', timestamp: new Date().toISOString(), localTimestamp: new Date().toISOString(), textFormat: 'plain', ...more });
const send = (more, conversation = 'c1') => client.postActivity('caller', appId, `${url}/api/messages`, `${self}/`, conversation, activity(more));
const schema = (a) => { const r = activityZodSchema.passthrough().safeParse(a); return r.success ? '' : JSON.stringify(r.error.issues.slice(0, 3)); };
function sound(a) {
  const wrong = [schema(a)];
  if (!a.text && !(a.attachments?.length > 0)) wrong.push('nothing in it');
  if (a.text !== undefined && !['plain', 'markdown'].includes(a.textFormat)) wrong.push('no format');
  if (!['acceptingInput', 'expectingInput'].includes(a.inputHint)) wrong.push('hint');
  if (a.replyToId === undefined || a.from?.id !== 'bot' || a.recipient?.id !== 'person' || !a.conversation?.id) wrong.push('address');
  if (a.speak === '' || a.text === '' || a.attachments?.length === 0 || a.entities?.length === 0) wrong.push('something empty');
  if (JSON.stringify(a).includes(':null')) wrong.push('a null');
  for (const b of a.suggestedActions?.actions ?? []) {
    if (!b.title || (b.type === 'imBack' && b.title !== b.value) || (b.type === 'messageBack' && (!b.displayText || typeof b.value !== 'object'))) wrong.push(`button ${JSON.stringify(b)}`);
  }
  for (const c of a.attachments ?? []) {
    if (c.contentType !== 'application/vnd.microsoft.card.adaptive' || c.content.version !== '1.3' || c.content.type !== 'AdaptiveCard' || !c.content.fallbackText || (c.content.actions?.length ?? 0) > 6) wrong.push('card');
  }
  return wrong.filter(Boolean).join('; ');
}
const allSound = (name, activities) => check(name, activities.length > 0 && activities.every((a) => sound(a) === ''), activities.map(sound).filter(Boolean).join(' | ') || 'none came');

await attempt('a conversationUpdate greets', async () => (await send({ type: 'conversationUpdate', membersAdded: [{ id: 'bot' }, { id: 'person' }] })).status === 200);
await until('the greeting', () => received.some((r) => r.activity.text?.includes('What is happening?')));
check('the greeting comes at the service', received.every((r) => r.conversationId === 'c1'));
allSound('the greeting is sound', received.map((r) => r.activity));
const greeted = received.length;
await send({ type: 'conversationUpdate', membersAdded: [{ id: 'person' }] });
check('a second one does not greet', received.length === greeted, String(received.length - greeted));

let at = received.length;
await attempt('a message is answered', async () => (await send({ text: 'hello' })).status === 200 && received.length > at);
allSound('the answer is sound', received.slice(at).map((r) => r.activity));
check('the answer names the message', received.slice(at).every((r) => r.activityId === `a${number}` && r.activity.replyToId === `a${number}`));
check('our token is shown, and asked for once', tokens.size === 1 && tokens.has('Bearer ours-1') && asked === 1, [...tokens, asked]);

const expected = async (more, conversation) => (await send({ deliveryMode: 'expectReplies', ...more }, conversation)).body.activities;
let replies = await expected({ text: 'hello' }, 'c2');
allSound('expected replies are in the answer and sound', replies);
const press = (list, choice) => list.at(-1).suggestedActions.actions.find((a) => a.value?.choice === choice);
const stale = press(replies, 'conference');
// Through a guide, the first choice each time, to its ending.
let steps = 0;
while (steps < 20 && !replies.at(-1).text?.includes('Do you want to ask anything else?') && !replies.at(-1).text?.includes('What would you like next?')) {
  const button = steps === 0 ? stale : replies.at(-1).suggestedActions.actions[0];
  replies = await expected({ text: button.text, value: button.value }, 'c2');
  if (replies.some((a) => sound(a) !== '')) check(`step ${steps} is sound`, false, replies.map(sound).join(' '));
  steps++;
}
check('a guide leads to an ending', steps > 1 && steps < 20, String(steps));
check('the ending has advice with sources, and people', replies.some((a) => a.text?.includes('From: ')) && replies.some((a) => a.text?.includes('Who can help')));
replies = await expected({ text: stale.text, value: stale.value }, 'c2');
check('a stale button is known', replies.some((a) => a.text?.includes('earlier question')));
check('a typed label is a choice', (await expected({ text: stale.title }, 'c3')).at(-1).text.includes('Which country'));
replies = await expected({ text: 'Someone is in danger now', value: { do: 'danger' } }, 'c2');
allSound('an urgent card is sound', replies);
check('an urgent card stands alone and has the number to press', replies.length === 1 && replies[0].attachments?.some((c) => c.content.actions.some((b) => b.url === 'tel:999')));

replies = await expected({ text: 'hello', channelId: 'msteams' }, 'c4');
allSound('in Teams all is sound', replies);
check('in Teams there are at most three messages, all cards, all with a neutral preview', replies.length <= 3 && replies.every((a) => a.text === undefined && a.attachments.length > 0 && a.summary === 'You have a new message.'));
check('in Teams three are suggested and all are on cards', replies.at(-1).suggestedActions.actions.length === 3 && replies.at(-1).attachments.flatMap((c) => c.content.actions ?? []).length > 6);
const submit = replies.at(-1).attachments.flatMap((c) => c.content.actions ?? []).find((b) => b.data?.choice === 'conference');
check('a card button leads on', JSON.stringify((await expected({ text: undefined, channelId: 'msteams', value: submit.data }, 'c4')).at(-1)).includes('Which country'));
check('so does the message Teams makes of it', JSON.stringify((await expected({ channelId: 'msteams', text: submit.data.msteams.text, value: submit.data.msteams.value }, 'c5')).at(-1)).includes('Which country'));

const twice = { id: 'twice', text: 'hello', deliveryMode: 'expectReplies' };
check('twice delivered is once answered', (await send(twice, 'c6')).body.activities.length > 0 && (await send(twice, 'c6')).body.activities.length === 0);
check('an invoke is said to be none', (await send({ type: 'invoke', name: 'x', value: {} })).status === 501);
for (const type of ['typing', 'event', 'messageReaction', 'installationUpdate', 'trace', 'handoff', 'somethingNew', 'endOfConversation']) {
  at = received.length;
  const { status } = await send({ type, name: 'x' }, 'c7');
  check(`${type} ends well`, status === 200 && received.length === at, String(status));
}

at = received.length;
answers.push({ status: 429, after: '1' }, { status: 503 });
await attempt('a busy service is tried again', async () => (await send({ text: 'hello' }, 'c8')).status === 200);
check('and nothing is said twice', new Set(received.slice(at).map((r) => JSON.stringify(r.activity))).size === received.length - at && received.length > at);
answers.push({ status: 401 });
await attempt('a refused token is asked for again', async () => (await send({ text: 'hello' }, 'c9')).status === 200);
check('once', asked === 2, String(asked));
answers.push({ status: 403 });
check('a service that refuses is not pressed', (await send({ text: 'hello' }, 'c10')).status === 502);

for (const [name, c, h] of [['another audience', { aud: 'x' }], ['another issuer', { iss: 'https://sts.windows.net/x/' }], ['no end', { exp: undefined }], ['an end long ago', { exp: 1 }], ['another service', { serviceurl: 'https://x/' }], ['an unknown key', {}, { kid: 'k2' }], ['no algorithm', {}, { alg: 'none' }]]) {
  claims = c;
  header = h ?? {};
  at = received.length;
  const { status } = await send({ text: 'hello' }, 'c11');
  check(`a token with ${name} is refused`, status === 401 && received.length === at, String(status));
}
claims = {};
header = {};
check('a channel the key may not speak for is refused', (await send({ text: 'hello', channelId: 'slack' }, 'c12')).status === 401);
claims = { serviceurl: 'http://127.0.0.1:9/' };
check('a service that is not listed is not called', [400, 401].includes((await client.postActivity('caller', appId, `${url}/api/messages`, 'http://127.0.0.2:9/', 'c13', activity({ text: 'hello' }))).status));

say('done');
process.exit(0);
