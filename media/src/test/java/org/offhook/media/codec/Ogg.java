package org.offhook.media.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Files of Opus (RFC 3533, RFC 7845), as far as a test needs them: a packet to a page.
final class Ogg {
    private static final int POLYNOMIAL = 0x04c11db7;
    private static final int TICKS = 960;

    private Ogg() {}

    /// @param packets of 20 ms
    static byte[] write(List<byte[]> packets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] head = text("OpusHead")
                .putShort((short) 0x0101)
                .putShort((short) 0)
                .putInt(8_000)
                .array();
        out.writeBytes(page(2, 0, 0, head));
        out.writeBytes(page(0, 0, 1, text("OpusTags").array()));
        for (int i = 0; i < packets.size(); i++) {
            int last = i == packets.size() - 1 ? 4 : 0;
            out.writeBytes(page(last, (i + 1L) * TICKS, i + 2, packets.get(i)));
        }
        return out.toByteArray();
    }

    private static ByteBuffer text(String magic) {
        return ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN).put(magic.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] page(int flags, long granule, int number, byte[] packet) {
        int lacing = packet.length / 255 + 1;
        ByteBuffer page = ByteBuffer.allocate(27 + lacing + packet.length).order(ByteOrder.LITTLE_ENDIAN);
        page.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) flags);
        page.putLong(granule).putInt(7).putInt(number).putInt(0).put((byte) lacing);
        for (int i = 1; i < lacing; i++) {
            page.put((byte) 255);
        }
        page.put((byte) (packet.length % 255)).put(packet);
        return page.putInt(22, checksum(page.array())).array();
    }

    private static int checksum(byte[] bytes) {
        int sum = 0;
        for (byte one : bytes) {
            sum ^= one << 24;
            for (int bit = 0; bit < 8; bit++) {
                sum = sum < 0 ? sum << 1 ^ POLYNOMIAL : sum << 1;
            }
        }
        return sum;
    }

    /// The packets of sound.
    static List<byte[]> read(byte[] file) {
        List<byte[]> packets = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        while (in.hasRemaining()) {
            in.position(in.position() + 26);
            byte[] lacing = new byte[in.get() & 0xff];
            in.get(lacing);
            for (byte length : lacing) {
                byte[] part = new byte[length & 0xff];
                in.get(part);
                packet.writeBytes(part);
                if (part.length < 255) {
                    packets.add(packet.toByteArray());
                    packet.reset();
                }
            }
        }
        return packets.subList(2, packets.size());
    }
}
