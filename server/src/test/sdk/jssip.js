// A JsSIP phone without a browser: signalling is JsSIP's own, over a real WebSocket; the sound is plain RTP of a
// UDP socket, which is what node has.
import dgram from 'node:dgram';
import JsSIP from 'jssip';
import WebSocket from 'ws';

const packets = new Map();

class Connection extends EventTarget {
  iceGatheringState = 'complete';
  iceConnectionState = 'connected';
  signalingState = 'stable';

  async #describe(type) {
    this.socket = dgram.createSocket('udp4');
    this.socket.unref();
    await new Promise(bound => this.socket.bind(0, '127.0.0.1', bound));
    const port = this.socket.address().port;
    packets.set(this, 0);
    this.socket.on('message', () => packets.set(this, packets.get(this) + 1));
    const sdp = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0',
      `m=audio ${port} RTP/AVP 0`, 'a=sendrecv', ''].join('\r\n');
    return { type, sdp };
  }

  createOffer() { return this.#describe('offer'); }
  createAnswer() { return this.#describe('answer'); }
  async setLocalDescription(description) { this.localDescription = description; }
  async setRemoteDescription(description) { this.remoteDescription = description; }
  getSenders() { return []; }
  getReceivers() { return []; }
  addTrack() {}
  close() { this.socket?.close(); this.socket = undefined; }
}

globalThis.window = globalThis;
globalThis.WebSocket = WebSocket;
globalThis.RTCPeerConnection = Connection;
globalThis.RTCSessionDescription = class { constructor(init) { Object.assign(this, init); } };

/** What all calls so far have heard, in packets. */
export const heard = () => [...packets.values()].reduce((sum, count) => sum + count, 0);

/** A phone that is started by its caller. */
export function phone(user, password) {
  return new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(process.env.OFFHOOK_WS)],
    uri: `sip:${user}@${process.env.OFFHOOK_DOMAIN}`,
    password,
    register: true,
    session_timers: false,
  });
}

/** The next event of this name. */
export const next = (emitter, event) => new Promise(resolve => emitter.once(event, resolve));

export const media = { mediaConstraints: { audio: false, video: false } };
