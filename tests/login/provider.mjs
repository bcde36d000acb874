// A real OpenID provider on loopback. Accounts are read anew from a file at every login, so that a test can take one
// away. Arguments: port, address of the app, file with accounts ({login: claims}), client secret.
import { readFileSync } from 'node:fs';
import { Provider, interactionPolicy } from 'oidc-provider';

const [port, app, accounts, secret] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const account = (login) => JSON.parse(readFileSync(accounts, 'utf-8'))[login];

// Who is logged in here and has no account any more is asked to log in, as at a real provider.
const policy = interactionPolicy.base();
const gone = (ctx) => Boolean(ctx.oidc.session.accountId) && !account(ctx.oidc.session.accountId);
const { Check } = interactionPolicy;
policy
  .get('login')
  .checks.add(new Check('account_gone', 'this account does not exist', (ctx) => gone(ctx) && Check.REQUEST_PROMPT));

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'wijkpeil',
      client_secret: secret,
      redirect_uris: [`${app}/oauth2callback`],
      post_logout_redirect_uris: [`${app}/oauth2callback`],
    },
  ],
  claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  interactions: { policy },
  cookies: { keys: ['alleen voor de tests'] },
  ttl: { Session: 3600, Grant: 3600, AccessToken: 600, IdToken: 600, Interaction: 600 },
  findAccount: (ctx, login) =>
    account(login) && { accountId: login, claims: async () => ({ sub: login, ...account(login) }) },
  // Everybody at the municipality agrees that Wijkpeil learns who they are.
  async loadExistingGrant(ctx) {
    if (gone(ctx)) return undefined;
    const grant = new ctx.oidc.provider.Grant({ clientId: 'wijkpeil', accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});
provider.on('server_error', (ctx, error) => console.error(error));
provider.listen(Number(port), '127.0.0.1', () => console.log(`luistert op ${issuer}`));
