import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.js';

test('a domain gets lists of credentials and addresses', async () => {
  const domain = await client.sip.domains.create({
    domainName: 'node.sip.example.net', friendlyName: 'dom', voiceUrl: 'http://127.0.0.1/sip', sipRegistration: true,
  });
  const list = await client.sip.credentialLists.create({ friendlyName: 'node phones' });
  const credentials = client.sip.credentialLists(list.sid).credentials;
  const alice = await credentials.create({ username: 'alice', password: 'Correct1Horse2Battery' });
  assert.equal((await credentials.list())[0].username, 'alice');
  await client.sip.credentialLists(list.sid).credentials(alice.sid).update({ password: 'Other9Secret8Word' });
  const { auth } = client.sip.domains(domain.sid);
  await auth.registrations.credentialListMappings.create({ credentialListSid: list.sid });
  await auth.calls.credentialListMappings.create({ credentialListSid: list.sid });
  assert.equal((await auth.calls.credentialListMappings.list())[0].sid, list.sid);
  assert.equal((await client.sip.domains(domain.sid).credentialListMappings(list.sid).fetch()).domainSid, domain.sid);
  await assert.rejects(client.sip.credentialLists(list.sid).remove(), { status: 400, code: 21241 });

  const acl = await client.sip.ipAccessControlLists.create({ friendlyName: 'node lan' });
  const addresses = client.sip.ipAccessControlLists(acl.sid).ipAddresses;
  const lo = await addresses.create({ friendlyName: 'lo', ipAddress: '192.0.2.7', cidrPrefixLength: 32 });
  assert.equal(lo.cidrPrefixLength, 32);
  assert.equal(await client.sip.ipAccessControlLists(acl.sid).ipAddresses(lo.sid).remove(), true);
  assert.equal(await client.sip.ipAccessControlLists(acl.sid).remove(), true);

  assert.equal((await client.sip.domains(domain.sid).update({ friendlyName: 'other' })).friendlyName, 'other');
  assert.ok((await client.sip.domains.list()).some((one) => one.sid === domain.sid));
  assert.equal(await client.sip.domains(domain.sid).remove(), true);
  assert.equal(await client.sip.credentialLists(list.sid).remove(), true);
});
