// A program as it stands in the original's documentation: nothing in it knows where its requests end up.
import twilio from 'twilio';

const client = twilio(process.env.TWILIO_ACCOUNT_SID, process.env.TWILIO_AUTH_TOKEN);
const placed = await client.calls.create({
  from: '+14155551000',
  to: '+14155551001',
  twiml: '<Response><Pause length="60"/></Response>',
});
const fetched = await client.calls(placed.sid).fetch();
const token = await client.accounts.v1.secondaryAuthToken().create();
console.log(`placed ${fetched.sid} to ${fetched.to}; ${token.url}`);
