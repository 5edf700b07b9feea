import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { publicContext } from '../../../../graphql/request-context.ts';
import type { Services } from '../../../../services.ts';
import { type Answered, answerByLink, readQuestion } from './answer.ts';
import { APPROVAL_PATH } from './link.ts';
import { askingPage, MOST_COMMENT, messagePage, PAGE_HEADERS } from './page.ts';

type ByToken = FastifyRequest<{ Params: { token: string }; Body: unknown }>;

const MOST_BODY_BYTES = 16 * 1024;

/**
 * `GET /approvals/<token>` shows what is asked, and decides nothing; `POST` to the same, with the form fields `decision`
 * (`approve` or `reject`) and `comment`, decides. The token is all that is needed, and works once.
 */
export function registerApprovalRoute(app: FastifyInstance, services: Services): void {
  const contextOf = ({ raw }: FastifyRequest) => publicContext(services, raw);
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MOST_BODY_BYTES },
      (_request, text, done) => done(null, new URLSearchParams(text.toString())),
    );
    scope.get(`${APPROVAL_PATH}:token`, async (request: ByToken, reply) => {
      const question = await readQuestion(contextOf(request), request.params.token);
      if (question.kind !== 'asked') return told(reply, question);
      return reply.headers(PAGE_HEADERS).send(askingPage(question.asked, question.approverEmail));
    });
    scope.post(`${APPROVAL_PATH}:token`, async (request: ByToken, reply) => {
      const decision = decisionIn(request.body);
      if (!decision) return send(reply, UNDECIDED);
      return told(reply, await answerByLink(contextOf(request), request.params.token, decision));
    });
  });
}

function decisionIn(form: unknown): { isApproved: boolean; comment: string } | null {
  if (!(form instanceof URLSearchParams)) return null;
  const decision = form.get('decision');
  if (decision !== 'approve' && decision !== 'reject') return null;
  // A form sends line ends as CRLF, and a browser counts each as one.
  const comment = (form.get('comment') ?? '').replaceAll('\r\n', '\n').trim();
  return comment.length > MOST_COMMENT ? null : { isApproved: decision === 'approve', comment };
}

interface Told {
  status: number;
  title: string;
  text: string;
}

const UNDECIDED: Told = {
  status: 400,
  title: 'Nothing was decided',
  text: `Choose one of the two, with a comment of at most ${MOST_COMMENT} characters.`,
};

const TOLD: Record<Answered['kind'], Told> = {
  approved: { status: 200, title: 'Approved', text: 'Your approval was taken. You can close this page.' },
  rejected: { status: 200, title: 'Rejected', text: 'Your rejection was taken. You can close this page.' },
  over: {
    status: 410,
    title: 'This link is not good any more',
    text: 'It was used, or somebody else has decided, or it is not complete.',
  },
  expired: { status: 410, title: 'It is too late to decide', text: 'The time for this decision is over.' },
  refused: { status: 403, title: 'You may not decide this', text: 'This step does not ask you any more.' },
};

function told(reply: FastifyReply, { kind }: Answered): FastifyReply {
  return send(reply, TOLD[kind]);
}

function send(reply: FastifyReply, { status, title, text }: Told): FastifyReply {
  return reply.code(status).headers(PAGE_HEADERS).send(messagePage(title, text));
}
