// A web application as a customer writes one: it believes no request that the library does not call signed.
import http from 'node:http';
import twilio from 'twilio';

const documents = {
  '/voice': '<Response><Gather action="/menu?lang=en" numDigits="1" timeout="1" actionOnEmptyResult="true">'
    + '<Pause length="1"/></Gather></Response>',
  '/menu': '<Response><Redirect method="GET">/bye?said=%C3%BC+%26</Redirect></Response>',
  '/bye': '<Response><Hangup/></Response>',
};

const server = http.createServer(async (request, response) => {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) {
    body += piece;
  }
  const form = Object.fromEntries(new URLSearchParams(request.method === 'POST' ? body : ''));
  const url = `http://${request.headers.host}${request.url}`;
  const signature = request.headers['x-twilio-signature'] ?? '';
  const genuine = twilio.validateRequest(process.env.OFFHOOK_TOKEN, signature, url, form);
  const { pathname } = new URL(url);
  console.log(`${genuine ? 'believed' : 'refused'} ${request.method} ${pathname}`);
  response.writeHead(genuine ? 200 : 403, { 'Content-Type': 'text/xml' });
  response.end(genuine ? documents[pathname] : '');
});

server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
