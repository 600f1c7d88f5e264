import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.js';

test('a trunk with places, numbers and a recording', async () => {
  const trunk = await client.trunking.v1.trunks.create({ friendlyName: 'node', domainName: 'node.pbx.example.net' });
  const place = await client.trunking.v1.trunks(trunk.sid).originationUrls.create({
    friendlyName: 'first', sipUrl: 'sip:pbx.example.net', priority: 1, weight: 10, enabled: true,
  });
  const list = await client.sip.credentialLists.create({ friendlyName: 'node trunk' });
  await client.trunking.v1.trunks(trunk.sid).credentialsLists.create({ credentialListSid: list.sid });
  await client.trunking.v1.trunks(trunk.sid).recordings().update({ mode: 'record-from-answer' });

  const fetched = await client.trunking.v1.trunks(trunk.sid).fetch();
  assert.equal(fetched.domainName, 'node.pbx.example.net');
  assert.equal(fetched.authType, 'CREDENTIAL_LIST');
  assert.equal(fetched.recording.mode, 'record-from-answer');
  const places = await client.trunking.v1.trunks(trunk.sid).originationUrls.list();
  assert.deepEqual(places.map((one) => one.sid), [place.sid]);
  assert.equal(await client.trunking.v1.trunks(trunk.sid).remove(), true);
});

test('a number is put into a trunk and taken out', async () => {
  const trunk = await client.trunking.v1.trunks.create({ friendlyName: 'numbers' });
  const number = await client.incomingPhoneNumbers.create({ phoneNumber: '+15550192', trunkSid: trunk.sid });
  assert.equal(number.trunkSid, trunk.sid);
  assert.equal((await client.trunking.v1.trunks(trunk.sid).phoneNumbers(number.sid).fetch()).trunkSid, trunk.sid);
  assert.equal((await client.incomingPhoneNumbers(number.sid).update({ trunkSid: '' })).trunkSid, null);
  assert.deepEqual(await client.trunking.v1.trunks(trunk.sid).phoneNumbers.list(), []);
  assert.equal(await client.trunking.v1.trunks(trunk.sid).remove(), true);
});
