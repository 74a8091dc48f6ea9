// A small bot on the JavaScript Bot Framework SDK, for measuring what the same turns cost there: state in memory, six steps of
// suggested actions, about as much text as ours. It takes unsigned requests and listens on this machine alone.
import { createServer } from 'node:http';
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, MemoryStorage, MessageFactory } from 'botbuilder';

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
adapter.onTurnError = async (_, error) => console.error(error.name);
const conversations = new ConversationState(new MemoryStorage());
const place = conversations.createProperty('place');
const words = 'This is about as long as a passage of advice. '.repeat(40);

class Steps extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      const at = await place.get(context, { step: 0 });
      at.step += 1;
      const choices = ['One', 'Two', 'Three', 'Four', 'Five', 'Not sure'];
      await context.sendActivity(MessageFactory.text(words));
      await context.sendActivity(MessageFactory.suggestedActions(choices, `Step ${at.step}: which of these?`));
      await next();
    });
  }

  async run(context) {
    await super.run(context);
    await conversations.saveChanges(context, false);
  }
}

const bot = new Steps();
createServer((request, response) => {
  if (request.method !== 'POST') {
    response.end('ok');
    return;
  }

  let text = '';
  request.setEncoding('utf8');
  request.on('data', (piece) => { text += piece; });
  request.on('end', async () => {
    request.body = JSON.parse(text);
    response.status = (status) => { response.statusCode = status; return response; };
    response.header = (name, value) => { response.setHeader(name, value); return response; };
    response.send = (body) => { response.setHeader('Content-Type', 'application/json'); response.end(body === undefined ? '' : JSON.stringify(body)); return response; };
    await adapter.process(request, response, (context) => bot.run(context));
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
