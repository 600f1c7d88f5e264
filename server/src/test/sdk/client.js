// The client library, led to the server under test by the one setting per product that it offers for that.
import twilio from 'twilio';

const { OFFHOOK_URL, OFFHOOK_ACCOUNT, OFFHOOK_TOKEN } = process.env;

export const account = OFFHOOK_ACCOUNT;
export const from = '+14155551000';
export const to = '+14155551001';

export function clientAs(user, password, options) {
  const client = twilio(user, password, options);
  client.api.baseUrl = OFFHOOK_URL;
  client.accounts.baseUrl = `${OFFHOOK_URL}/accounts`;
  client.messaging.baseUrl = `${OFFHOOK_URL}/messaging`;
  client.monitor.baseUrl = `${OFFHOOK_URL}/monitor`;
  client.pricing.baseUrl = `${OFFHOOK_URL}/pricing`;
  client.trunking.baseUrl = `${OFFHOOK_URL}/trunking`;
  client.voice.baseUrl = `${OFFHOOK_URL}/voice`;
  return client;
}

export const client = clientAs(OFFHOOK_ACCOUNT, OFFHOOK_TOKEN);

const data = (document) => `data:text/xml,${encodeURIComponent(document)}`;

/** Is answered and stays. */
export const stays = data('<Response><Pause length="120"/></Response>');

/** The first value of `look` that is not undefined. */
export async function eventually(what, look) {
  const deadline = Date.now() + 40_000;
  while (Date.now() < deadline) {
    const value = await look();
    if (value !== undefined) {
      return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`not within 40 s: ${what}`);
}

/** The call, once it is in this status. */
export const callIn = (sid, status) =>
  eventually(`${sid} is ${status}`, async () => {
    const call = await client.calls(sid).fetch();
    if (call.status !== status && ['failed', 'busy', 'no-answer', 'canceled'].includes(call.status)) {
      const problems = await client.notifications.list();
      throw new Error(`${sid} is ${call.status}: ${problems.map((one) => `${one.errorCode} ${one.messageText}`)}`);
    }
    return call.status === status ? call : undefined;
  });
