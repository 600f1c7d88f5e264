package org.offhook.media.shard;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.media.codec.Codec;
import org.offhook.protocols.sdp.AudioAgreement;
import org.offhook.protocols.sdp.CryptoLine;
import org.offhook.protocols.sdp.Direction;
import org.offhook.protocols.sdp.IceCredentials;
import org.offhook.protocols.sdp.LocalAudio;
import org.offhook.protocols.sdp.OfferAnswer;
import org.offhook.protocols.sdp.Origin;
import org.offhook.protocols.sdp.Protection;
import org.offhook.protocols.sdp.RtpFormat;
import org.offhook.protocols.sdp.SdpRead;
import org.offhook.protocols.sdp.SdpReader;
import org.offhook.protocols.sdp.SdpWriter;
import org.offhook.protocols.sdp.SessionDescription;
import org.offhook.protocols.srtp.CryptoSuite;

/// One leg's side of offer and answer. The version in our origin rises with each description that differs from
/// the one before (RFC 3264 §8). Safe from any thread, though only the leg's script has reason to call it.
public final class Negotiator {
    private static final int PTIME = 20;

    private final String host;
    private final int port;
    private final int rtcpPort;
    private final long sessionId;
    private final List<RtpFormat> formats;
    private final List<CryptoLine> keys;
    private final LongSupplier random;
    private volatile @Nullable IceCredentials theirs;
    private volatile IceCredentials ours;
    private volatile boolean checked;
    private volatile MediaSession.Encryption encryption = MediaSession.Encryption.NONE;
    private final AtomicReference<Sent> last = new AtomicReference<>(new Sent(0, null));

    /// The description sent last, under version zero, and its version.
    private record Sent(long version, @Nullable SessionDescription content) {}

    /// What came of it: what to tell the script, and what to tell the shard when there is an agreement.
    public record Settled(Negotiation negotiation, @Nullable AudioAgreement audio) {}

    /// @param codecs that are offered and taken, in the order in which they are offered
    /// @param random for keys
    public Negotiator(String host, int port, int rtcpPort, long sessionId, List<Codec> codecs, LongSupplier random) {
        this.host = host;
        this.port = port;
        this.rtcpPort = rtcpPort;
        this.sessionId = sessionId & Long.MAX_VALUE;
        this.random = random;
        this.ours = credentials();
        this.formats = formats(codecs);
        this.keys = List.of(
                new CryptoLine(1, CryptoSuite.AES_CM_128_HMAC_SHA1_80, key(random)),
                new CryptoLine(2, CryptoSuite.AES_CM_128_HMAC_SHA1_32, key(random)));
    }

    private static List<RtpFormat> formats(List<Codec> codecs) {
        Stream<RtpFormat> events = codecs.contains(Codec.OPUS)
                ? Stream.of(RtpFormat.EVENTS, RtpFormat.OPUS_EVENTS)
                : Stream.of(RtpFormat.EVENTS);
        return Stream.concat(codecs.stream().map(Codec::format), events).toList();
    }

    private static byte[] key(LongSupplier random) {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        while (bytes.hasRemaining()) {
            bytes.putLong(random.getAsLong());
        }
        return Arrays.copyOf(bytes.array(), CryptoSuite.KEY_AND_SALT);
    }

    /// Whether later descriptions speak of encryption.
    public void encrypt(MediaSession.Encryption wanted) {
        encryption = wanted;
    }

    public String offer() {
        return send(OfferAnswer.offer(checked ? local() : local().withIce(null)));
    }

    public Settled answer(String offer) {
        return switch (SdpReader.read(offer)) {
            case SdpRead.Malformed(int line, String reason) -> refused("SDP line " + line + ": " + reason);
            case SdpRead.Parsed(SessionDescription description) -> {
                restart(description);
                yield settled(OfferAnswer.answer(description, local()), true);
            }
        };
    }

    public Settled accept(String answer) {
        return switch (SdpReader.read(answer)) {
            case SdpRead.Malformed(int line, String reason) -> refused("SDP line " + line + ": " + reason);
            case SdpRead.Parsed(SessionDescription description) ->
                settled(OfferAnswer.accept(checked ? local() : local().withIce(null), description), false);
        };
    }

    private Settled settled(org.offhook.protocols.sdp.Negotiation outcome, boolean ours) {
        return switch (outcome) {
            case org.offhook.protocols.sdp.Negotiation.Refused(String reason) -> refused(reason);
            case org.offhook.protocols.sdp.Negotiation.Agreed(SessionDescription answer, AudioAgreement audio) -> {
                boolean onHold = audio.direction() != Direction.SENDRECV;
                checked = audio.ice() != null;
                yield new Settled(new Negotiation.Agreed(ours ? send(answer) : "", onHold), audio);
            }
        };
    }

    private static Settled refused(String reason) {
        return new Settled(new Negotiation.Refused(reason), null);
    }

    private String send(SessionDescription content) {
        Sent sent = last.updateAndGet(
                before -> content.equals(before.content) ? before : new Sent(before.version + 1, content));
        return SdpWriter.write(content.withOrigin(Origin.ours(sessionId, sent.version, host)));
    }

    private LocalAudio local() {
        return new LocalAudio(
                Origin.ours(sessionId, 0, host),
                host,
                port,
                rtcpPort,
                formats,
                Direction.SENDRECV,
                PTIME,
                protection(),
                ours);
    }

    /// Other credentials of the far end begin ICE anew, and with others of ours (RFC 8445 §9).
    private void restart(SessionDescription offer) {
        IceCredentials now = IceCredentials.of(offer).orElse(null);
        if (now != null && theirs != null && !now.equals(theirs)) {
            ours = credentials();
        }
        theirs = now == null ? theirs : now;
    }

    private IceCredentials credentials() {
        Base64.Encoder text = Base64.getEncoder().withoutPadding();
        return new IceCredentials(text.encodeToString(bytes(6)), text.encodeToString(bytes(18)));
    }

    private byte[] bytes(int count) {
        return Arrays.copyOf(key(random), count);
    }

    private Protection protection() {
        return switch (encryption) {
            case NONE -> Protection.NONE;
            case OFFERED -> new Protection(keys, false);
            case REQUIRED -> new Protection(keys, true);
        };
    }
}
