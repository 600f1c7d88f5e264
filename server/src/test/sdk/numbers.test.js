import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.js';

test('a number is added, changed, found and released', async () => {
  const phoneNumber = '+14155554000';
  const added = await client.incomingPhoneNumbers.create({
    phoneNumber, voiceUrl: 'http://127.0.0.1/voice', friendlyName: 'one',
  });
  assert.equal(added.phoneNumber, phoneNumber);
  assert.equal(added.capabilities.voice, true);
  const changed = await client.incomingPhoneNumbers(added.sid).update({ voiceMethod: 'GET', friendlyName: 'two' });
  assert.equal(changed.voiceMethod, 'GET');
  assert.equal((await client.incomingPhoneNumbers.list({ phoneNumber }))[0].friendlyName, 'two');
  assert.equal(await client.incomingPhoneNumbers(added.sid).remove(), true);
  await assert.rejects(client.incomingPhoneNumbers(added.sid).fetch(), { status: 404 });
  await assert.rejects(client.incomingPhoneNumbers.create({ phoneNumber: 'nonsense' }), { status: 400, code: 21421 });
});

test('lists are read page by page, to a limit, and one by one', async () => {
  const name = 'paged by node';
  for (let i = 0; i < 7; i++) {
    await client.incomingPhoneNumbers.create({ phoneNumber: `+1415555500${i}`, friendlyName: name });
  }
  const all = await client.incomingPhoneNumbers.list({ friendlyName: name, pageSize: 3 });
  assert.equal(new Set(all.map((one) => one.sid)).size, 7);
  assert.equal(all[0].phoneNumber, '+14155555006');
  assert.equal((await client.incomingPhoneNumbers.list({ friendlyName: name, pageSize: 3, limit: 4 })).length, 4);
  const first = await client.incomingPhoneNumbers.page({ friendlyName: name, pageSize: 3 });
  const second = await first.nextPage();
  assert.equal(second.instances.length, 3);
  assert.equal((await second.previousPage()).instances[0].sid, first.instances[0].sid);
  const seen = [];
  await new Promise((resolve, reject) => client.incomingPhoneNumbers.each({
    friendlyName: name, pageSize: 2, callback: (one) => seen.push(one.sid),
    done: (error) => (error ? reject(error) : resolve()),
  }));
  assert.equal(new Set(seen).size, 7);
});
