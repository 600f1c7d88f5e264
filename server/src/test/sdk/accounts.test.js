import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account, client, clientAs } from './client.js';

test('a sub-account is made, signs in, is suspended, woken and closed', async () => {
  const made = await client.api.accounts.create({ friendlyName: 'branch' });
  assert.equal(made.ownerAccountSid, account);
  assert.deepEqual((await client.api.accounts.list({ friendlyName: 'branch' })).map((one) => one.sid), [made.sid]);
  const child = clientAs(made.sid, made.authToken);
  assert.deepEqual(await child.calls.list(), []);
  const parent = clientAs(account, process.env.OFFHOOK_TOKEN, { accountSid: made.sid });
  const application = await parent.applications.create({ friendlyName: 'in the branch' });
  assert.equal(application.accountSid, made.sid);
  await assert.rejects(client.applications(application.sid).fetch(), { status: 404 });
  await client.api.accounts(made.sid).update({ status: 'suspended' });
  await assert.rejects(child.calls.list(), { status: 403, code: 20005 });
  assert.equal((await client.api.accounts(made.sid).update({ status: 'active', friendlyName: 'x' })).status, 'active');
  assert.equal((await client.api.accounts(made.sid).update({ status: 'closed' })).status, 'closed');
});

test('a second token is made, promoted and removed', async () => {
  const made = await client.api.accounts.create({ friendlyName: 'tokens' });
  const first = clientAs(made.sid, made.authToken);
  const { secondaryAuthToken } = await first.accounts.v1.secondaryAuthToken().create();
  const second = clientAs(made.sid, secondaryAuthToken);
  assert.equal((await second.accounts.v1.authTokenPromotion().update()).authToken, secondaryAuthToken);
  await assert.rejects(first.calls.list(), { status: 401 });
  await second.accounts.v1.secondaryAuthToken().create();
  assert.equal(await second.accounts.v1.secondaryAuthToken().remove(), true);
});

test('a key is made, signs in, is renamed and deleted', async () => {
  const key = await client.newKeys.create({ friendlyName: 'robot' });
  const robot = clientAs(key.sid, key.secret, { accountSid: account });
  await robot.calls.list({ limit: 1 });
  assert.ok((await client.keys.list()).some((one) => one.sid === key.sid));
  assert.equal((await client.keys(key.sid).update({ friendlyName: 'rob' })).friendlyName, 'rob');
  assert.equal((await client.keys(key.sid).fetch()).friendlyName, 'rob');
  assert.equal(await client.keys(key.sid).remove(), true);
  await assert.rejects(robot.calls.list({ limit: 1 }), { status: 401 });
  const signing = await client.newSigningKeys.create({ friendlyName: 'signs' });
  assert.ok((await client.signingKeys.list()).some((one) => one.sid === signing.sid));
  assert.equal(await client.signingKeys(signing.sid).remove(), true);
});

test('an application is made, changed, found, called and deleted', async () => {
  const application = await client.applications.create({ friendlyName: 'app', voiceUrl: 'data:text/xml,%3CResponse/%3E' });
  assert.equal((await client.applications(application.sid).update({ voiceMethod: 'GET' })).voiceMethod, 'GET');
  assert.equal((await client.applications.list({ friendlyName: 'app' }))[0].sid, application.sid);
  const call = await client.calls.create({ to: '+14155551001', from: '+14155551000', applicationSid: application.sid });
  assert.equal(call.status, 'queued');
  assert.equal(await client.applications(application.sid).remove(), true);
  await assert.rejects(client.applications(application.sid).fetch(), { status: 404 });
});

test('an address is made, changed and deleted', async () => {
  const address = await client.addresses.create({
    customerName: 'Acme', street: 'Main St 1', city: 'Springfield', region: 'IL', postalCode: '62701', isoCountry: 'US',
  });
  assert.equal((await client.addresses(address.sid).update({ city: 'Chicago' })).city, 'Chicago');
  assert.equal((await client.addresses.list({ customerName: 'Acme' })).length, 1);
  assert.equal(await client.addresses(address.sid).remove(), true);
});
