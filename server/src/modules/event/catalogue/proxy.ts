import { type EventTypeSpecs, textField } from './field.ts';

export const PROXY_EVENTS = {
  'proxy.session_ended': {
    description: 'A user signed out of a proxy-protected application.',
    fields: {
      hostname: textField('FQDN of the proxy-protected application.', 'app.example.com'),
      provider_id: textField('UUID of the proxy provider configuration.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0060'),
      user_email: textField('Email address of the user who signed out.', 'ada.lovelace@example.com'),
      user_sub: textField('OIDC `sub` claim: the UUID of the user.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0001'),
    },
    hasTopLevelFields: true,
  },
} satisfies EventTypeSpecs;
