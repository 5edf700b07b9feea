import { changed, defineAction, z } from '@joinery/plugin-sdk';
import { escaped } from '../client.ts';
import { Config } from '../schemas.ts';

export const answerPress = defineAction({
  id: 'slack_api_answer_press',
  title: 'Answer whoever has pressed a button',
  description: 'A message that nobody else sees. Slack takes it for half an hour, and five of them at the most.',
  config: Config,
  input: z.object({
    responseUrl: z.url().describe('The `response_url` that came with the press'),
    text: z.string().min(1).max(3000).describe('What they are told'),
  }),
  output: z.object({}),
  effect: 'write',
  inverse: null,
  // Every call is another message.
  idempotent: false,
  permissions: [],
  run: async ({ http }, { responseUrl, text }) => {
    const body = { response_type: 'ephemeral', replace_original: false, text: escaped(text) };
    await http.at('hooks').post(responseUrl, { body });
    return changed({});
  },
});
