package org.offhook.protocols.srtp;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/// Opens what one leg hears: checks the tag, refuses what has come before, decrypts. Nothing of a packet is
/// believed, nor remembered, before its tag is right.
public final class SrtpReceiver {

    /// What came of a packet that is not to be heard.
    public static final int REFUSED = -1;

    /// Streams that are remembered: a far end that begins again takes another SSRC.
    private static final int MOST_STREAMS = 8;

    private final CryptoSuite suite;
    private final SessionKeys keys;
    private final SessionKeys controlKeys;
    private final Map<Integer, Stream> streams = new LinkedHashMap<>();
    private final Map<Integer, ReplayWindow> controlStreams = new LinkedHashMap<>();

    private record Stream(PacketIndex index, ReplayWindow window) {
        Stream() {
            this(new PacketIndex(), new ReplayWindow());
        }
    }

    /// @param master key and salt, [CryptoSuite#KEY_AND_SALT] bytes
    public SrtpReceiver(CryptoSuite suite, byte[] master) {
        this.suite = suite;
        this.keys = new SessionKeys(master, SessionKeys.RTP);
        this.controlKeys = new SessionKeys(master, SessionKeys.RTCP);
    }

    /// Opens an RTP packet in place.
    ///
    /// @return its length without the tag, or [#REFUSED]
    public int open(ByteBuffer bytes, int length) {
        int plain = length - suite.tag();
        int header = RtpHeader.length(bytes, 0, plain);
        if (header < 0) {
            return REFUSED;
        }
        int ssrc = bytes.getInt(8);
        Stream known = streams.get(ssrc);
        Stream stream = known == null ? new Stream() : known;
        long index = stream.index.guess(bytes.getShort(2) & 0xffff);
        if (!stream.window.admits(index)
                || !isSigned(bytes, plain, suite.tag(), keys.tag(bytes, 0, plain, index >>> 16))) {
            return REFUSED;
        }
        if (known == null) {
            remember(streams, ssrc, stream);
        }
        stream.index.take(index);
        stream.window.take(index);
        keys.crypt(bytes, header, plain - header, ssrc, index);
        return plain;
    }

    /// Opens a compound RTCP packet in place.
    ///
    /// @return its length without index and tag, or [#REFUSED]
    public int openControl(ByteBuffer bytes, int length) {
        int signed = length - CryptoSuite.CONTROL_TAG;
        int plain = signed - Integer.BYTES;
        if (plain < RtpHeader.CONTROL) {
            return REFUSED;
        }
        int ssrc = bytes.getInt(4);
        int trailer = bytes.getInt(plain);
        int index = trailer & Integer.MAX_VALUE;
        ReplayWindow known = controlStreams.get(ssrc);
        ReplayWindow window = known == null ? new ReplayWindow() : known;
        if (!window.admits(index)
                || !isSigned(bytes, signed, CryptoSuite.CONTROL_TAG, controlKeys.tag(bytes, 0, signed, -1))) {
            return REFUSED;
        }
        if (known == null) {
            remember(controlStreams, ssrc, window);
        }
        window.take(index);
        if ((trailer & RtpHeader.ENCRYPTED) != 0) {
            controlKeys.crypt(bytes, RtpHeader.CONTROL, plain - RtpHeader.CONTROL, ssrc, index);
        }
        return plain;
    }

    /// In a time that does not tell how much of the tag is right.
    private static boolean isSigned(ByteBuffer bytes, int at, int length, byte[] tag) {
        int differences = 0;
        for (int i = 0; i < length; i++) {
            differences |= bytes.get(at + i) ^ tag[i];
        }
        return differences == 0;
    }

    private static <S> void remember(Map<Integer, S> known, int ssrc, S stream) {
        if (known.size() >= MOST_STREAMS) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(ssrc, stream);
    }
}
