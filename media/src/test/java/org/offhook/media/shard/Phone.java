package org.offhook.media.shard;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaSession;
import org.offhook.media.codec.Codec;
import org.offhook.media.codec.Decoder;
import org.offhook.media.codec.Encoder;
import org.offhook.media.net.Peer;
import org.offhook.protocols.rtp.Rtcp;
import org.offhook.protocols.rtp.RtcpPacket;
import org.offhook.protocols.rtp.RtpPacket;
import org.offhook.protocols.rtp.TelephoneEventSender;

/// A far end, with the session that serves it: sends 20 ms packets of what it says, keeps what it hears.
final class Phone {
    private static final int FRAME = 160;

    /// One RTP packet that came to the phone.
    record Heard(int payloadType, boolean marker, int sequence, int timestamp, int ssrc, byte[] payload) {}

    final Peer address;

    /// Where its packets come from; its address unless a test says otherwise.
    Peer from;

    final MediaSession session;
    final List<MediaEvent> events = new ArrayList<>();
    final List<Heard> heard = new ArrayList<>();
    final List<RtcpPacket> reports = new ArrayList<>();
    private final String payloadTypes;
    private final MemorySockets network;
    private final Encoder mouth;
    private final TelephoneEventSender keys = new TelephoneEventSender();
    private Audio voice;
    private int spoken;
    private String toPress = "";
    int ssrc;
    int sequence = 65_500;
    int timestamp = -1_000;
    int port;
    boolean sending = true;
    private boolean stalled;
    private final List<byte[]> held = new ArrayList<>();

    /// @param payloadTypes as in an `m=` line; 0, 8, 111 (Opus) and 101
    Phone(World world, String host, int rtpPort, String payloadTypes) {
        this.network = world.network;
        this.address = new Peer(host, rtpPort);
        this.from = address;
        this.payloadTypes = payloadTypes;
        this.ssrc = rtpPort;
        this.mouth = codec().encoder(codec().format());
        this.session = world.media.open(events::add).orElseThrow();
    }

    String sdp(String direction) {
        return "v=0\r\no=- 1 1 IN IP4 " + address.host() + "\r\ns=-\r\nc=IN IP4 " + address.host()
                + "\r\nt=0 0\r\nm=audio " + address.port() + " RTP/AVP " + payloadTypes
                + "\r\na=rtpmap:101 telephone-event/8000\r\na=rtpmap:111 opus/48000/2\r\na=" + direction + "\r\n";
    }

    /// Calls in.
    Phone call() {
        return offer("sendrecv");
    }

    Phone offer(String direction) {
        MediaSession.Negotiation.Agreed agreed = (MediaSession.Negotiation.Agreed) session.answer(sdp(direction));
        port = portIn(agreed.sdp());
        return this;
    }

    static int portIn(String sdp) {
        return Integer.parseInt(sdp.replaceAll("(?s).*m=audio ([0-9]+) .*", "$1"));
    }

    void say(Audio audio) {
        voice = audio;
        spoken = 0;
    }

    void press(String digits) {
        toPress = digits;
    }

    Codec codec() {
        return known(Integer.parseInt(payloadTypes.split(" ")[0]));
    }

    private static Codec known(int payloadType) {
        return switch (payloadType) {
            case 8 -> Codec.PCMA;
            case 111 -> Codec.OPUS;
            default -> Codec.PCMU;
        };
    }

    /// Every 20 ms one packet: an event, speech, or silence.
    void tick(long millisecond) {
        if (port == 0
                || !sending
                || millisecond % 20 != address.port() % 4 * 5L
                || !payloadTypes.matches("(0|8|111)( .*)?")) {
            return;
        }
        ByteBuffer packet = ByteBuffer.allocate(RtpPacket.HEADER + FRAME);
        timestamp += FRAME * codec().ticks();
        if (!keys.busy() && !toPress.isEmpty()) {
            keys.press(toPress.charAt(0), timestamp, FRAME);
            toPress = toPress.substring(1);
        }
        int length = FRAME;
        int type = codec().format().payloadType();
        int stamp = timestamp;
        boolean marker = false;
        if (keys.busy()) {
            length = keys.frame(packet, RtpPacket.HEADER);
            type = 101;
            stamp = keys.timestamp();
            marker = keys.first();
        } else {
            short[] frame = new short[FRAME];
            if (voice != null) {
                voice.read(spoken, frame, 0, FRAME);
                spoken += FRAME;
            }
            length = mouth.encode(frame, 0, FRAME, packet, RtpPacket.HEADER);
        }
        if (length > 0) {
            RtpPacket.writeHeader(packet, 0, marker, type, sequence++, stamp, ssrc);
            send(Arrays.copyOf(packet.array(), RtpPacket.HEADER + length), from);
        }
    }

    void send(byte[] packet, Peer from) {
        if (stalled) {
            held.add(packet);
        } else {
            network.arrive(from, port, packet);
        }
    }

    /// The network on its way holds back what it sends, and then brings it all at once.
    void stall(boolean now) {
        stalled = now;
        if (!now) {
            held.forEach(packet -> network.arrive(from, port, packet));
            held.clear();
        }
    }

    void receive(MemorySockets.Datagram datagram) {
        if (!datagram.to().host().equals(address.host())) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(datagram.bytes());
        if (datagram.to().port() == address.port() + 1) {
            reports.addAll(Rtcp.read(bytes, 0, bytes.limit()));
            return;
        }
        RtpPacket view = new RtpPacket();
        if (view.wrap(bytes, 0, bytes.limit())) {
            byte[] payload = Arrays.copyOfRange(
                    datagram.bytes(), view.payloadOffset(), view.payloadOffset() + view.payloadLength());
            heard.add(new Heard(
                    view.payloadType(), view.marker(), view.sequence(), view.timestamp(), view.ssrc(), payload));
        }
    }

    /// All audio heard so far, one packet after the other.
    short[] sound() {
        List<Heard> audio = heard.stream().filter(p -> p.payloadType() != 101).toList();
        Decoder ear = Codec.OPUS.decoder();
        short[] samples = new short[audio.size() * FRAME];
        for (int i = 0; i < audio.size(); i++) {
            ByteBuffer payload = ByteBuffer.wrap(audio.get(i).payload());
            Codec codec = known(audio.get(i).payloadType());
            Decoder decoder = codec == Codec.OPUS ? ear : codec.decoder();
            decoder.decode(payload, 0, Math.min(FRAME, payload.limit()), samples, i * FRAME);
        }
        return samples;
    }
}
