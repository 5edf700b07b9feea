import type { FastifyInstance, FastifyRequest } from 'fastify';
import { idOf, invitation } from './github-documents.ts';
import { type GitHubState, type Listed, NOT_FOUND, page } from './github-state.ts';

type ToAddress = FastifyRequest<{ Body: { email: string; role?: string } }>;

const ALREADY = {
  message: 'Validation Failed',
  errors: [
    {
      resource: 'OrganizationInvitation',
      code: 'unprocessable',
      field: 'data',
      message: 'A user with this email address is already a part of this organization',
    },
  ],
};

/** Who is invited to the organisation: accounts, whose membership is pending, and addresses. */
export function invitationRoutes(app: FastifyInstance, { org, members, invitedAddresses, expired }: GitHubState) {
  app.get(`/orgs/${org}/invitations`, async (request: Listed, reply) => {
    const accounts = [...members].filter(([, state]) => state === 'pending').map(([login]) => invitation(org, login));
    const addresses = [...invitedAddresses].map(([email, role]) => invitation(org, email, { role }));
    return page(request, reply, [...accounts, ...addresses]);
  });
  app.get(`/orgs/${org}/failed_invitations`, async (request: Listed, reply) =>
    page(
      request,
      reply,
      [...expired].map((to) => invitation(org, to, { failed: true })),
    ),
  );
  app.post(`/orgs/${org}/invitations`, async ({ body: { email, role = 'direct_member' } }: ToAddress, reply) => {
    if (members.has(email.split('@')[0] ?? '')) return reply.code(422).send(ALREADY);
    invitedAddresses.set(email, role);
    expired.delete(email);
    return reply.code(201).send(invitation(org, email, { role }));
  });
  app.delete(`/orgs/${org}/invitations/:id`, async ({ params }: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const email = [...invitedAddresses.keys()].find((one) => String(idOf(`invitation ${one}`)) === params.id);
    if (!email) return reply.code(404).send(NOT_FOUND);
    invitedAddresses.delete(email);
    return reply.code(204).send();
  });
}
