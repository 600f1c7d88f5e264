package org.offhook.protocols.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.offhook.protocols.rtp.RtcpPacket.Bye;
import org.offhook.protocols.rtp.RtcpPacket.Other;
import org.offhook.protocols.rtp.RtcpPacket.ReceiverReport;
import org.offhook.protocols.rtp.RtcpPacket.ReportBlock;
import org.offhook.protocols.rtp.RtcpPacket.SenderReport;
import org.offhook.protocols.rtp.RtcpPacket.SourceDescription;

/// Reads and writes compound RTCP packets. Strict about lengths: a compound packet in which anything does not
/// fit is dropped whole (RFC 3550 A.2), because what follows a wrong length is noise.
public final class Rtcp {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int GOODBYE = 203;
    private static final int CNAME = 1;
    private static final int BLOCK = 24;

    private Rtcp() {}

    /// @return the packets in order; empty when the bytes are no valid compound packet
    public static List<RtcpPacket> read(ByteBuffer bytes, int from, int length) {
        List<RtcpPacket> packets = new ArrayList<>(3);
        int at = from;
        int end = from + length;
        while (at < end) {
            if (end - at < 4 || (bytes.get(at) & 0xc0) != 0x80) {
                return List.of();
            }
            int type = bytes.get(at + 1) & 0xff;
            int size = 4 + 4 * (bytes.getShort(at + 2) & 0xffff);
            if (size > end - at || (packets.isEmpty() && type != SENDER_REPORT && type != RECEIVER_REPORT)) {
                return List.of();
            }
            int content = size - padding(bytes, at, size, end);
            if (content < 4 || !readOne(bytes, at, content, type, packets)) {
                return List.of();
            }
            at += size;
        }
        return packets;
    }

    /// Bytes of padding; more than the packet holds when it is not allowed here or its count is wrong.
    private static int padding(ByteBuffer bytes, int at, int size, int end) {
        if ((bytes.get(at) & 0x20) == 0) {
            return 0;
        }
        int count = bytes.get(at + size - 1) & 0xff;
        return at + size == end && count > 0 && count % 4 == 0 ? count : size;
    }

    private static boolean readOne(ByteBuffer bytes, int at, int size, int type, List<RtcpPacket> packets) {
        int count = bytes.get(at) & 0x1f;
        switch (type) {
            case SENDER_REPORT -> {
                if (size < 28 + BLOCK * count) {
                    return false;
                }
                packets.add(new SenderReport(
                        bytes.getInt(at + 4),
                        bytes.getLong(at + 8),
                        bytes.getInt(at + 16),
                        bytes.getInt(at + 20),
                        bytes.getInt(at + 24),
                        blocks(bytes, at + 28, count)));
            }
            case RECEIVER_REPORT -> {
                if (size < 8 + BLOCK * count) {
                    return false;
                }
                packets.add(new ReceiverReport(bytes.getInt(at + 4), blocks(bytes, at + 8, count)));
            }
            case SOURCE_DESCRIPTION -> {
                return readDescriptions(bytes, at + 4, at + size, count, packets);
            }
            case GOODBYE -> {
                if (size < 4 + 4 * count) {
                    return false;
                }
                List<Integer> sources = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    sources.add(bytes.getInt(at + 4 + 4 * i));
                }
                packets.add(new Bye(sources));
            }
            default -> packets.add(new Other(type));
        }
        return true;
    }

    private static List<ReportBlock> blocks(ByteBuffer bytes, int from, int count) {
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + BLOCK * i;
            int losses = bytes.getInt(at + 4);
            blocks.add(new ReportBlock(
                    bytes.getInt(at),
                    losses >>> 24,
                    losses << 8 >> 8,
                    bytes.getInt(at + 8),
                    bytes.getInt(at + 12),
                    bytes.getInt(at + 16),
                    bytes.getInt(at + 20)));
        }
        return blocks;
    }

    /// Chunks of items, each chunk ended by a zero and filled up to 32 bits (RFC 3550 §6.5).
    private static boolean readDescriptions(ByteBuffer bytes, int from, int end, int count, List<RtcpPacket> packets) {
        int at = from;
        for (int chunk = 0; chunk < count; chunk++) {
            if (end - at < 8) {
                return false;
            }
            int ssrc = bytes.getInt(at);
            int chunkStart = at;
            at += 4;
            while (at < end && bytes.get(at) != 0) {
                int itemLength = at + 1 < end ? bytes.get(at + 1) & 0xff : end;
                if (itemLength > end - at - 2) {
                    return false;
                }
                if (bytes.get(at) == CNAME) {
                    packets.add(new SourceDescription(ssrc, text(bytes, at + 2, itemLength)));
                }
                at += 2 + itemLength;
            }
            if (at >= end) {
                return false;
            }
            at += 4 - (at - chunkStart) % 4;
        }
        return at <= end;
    }

    private static String text(ByteBuffer bytes, int from, int length) {
        byte[] text = new byte[length];
        bytes.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /// Writes a sender or receiver report and a source description with the CNAME.
    ///
    /// @param cname at most 255 bytes
    /// @return the number of bytes written
    public static int writeReport(ByteBuffer out, int at, RtcpPacket report, String cname) {
        int size = switch (report) {
            case SenderReport sr -> writeSenderReport(out, at, sr);
            case ReceiverReport rr -> writeReceiverReport(out, at, rr);
            case SourceDescription _, Bye _, Other _ ->
                throw new IllegalArgumentException("a compound packet begins with a report");
        };
        int ssrc = report instanceof SenderReport sr ? sr.ssrc() : ((ReceiverReport) report).ssrc();
        return size + writeDescription(out, at + size, ssrc, cname);
    }

    /// Writes a BYE for one source; it belongs behind a report.
    ///
    /// @return the number of bytes written
    public static int writeBye(ByteBuffer out, int at, int ssrc) {
        header(out, at, 1, GOODBYE, 8);
        out.putInt(at + 4, ssrc);
        return 8;
    }

    private static int writeSenderReport(ByteBuffer out, int at, SenderReport report) {
        int size = 28 + BLOCK * report.blocks().size();
        header(out, at, report.blocks().size(), SENDER_REPORT, size);
        out.putInt(at + 4, report.ssrc());
        out.putLong(at + 8, report.ntp());
        out.putInt(at + 16, report.timestamp());
        out.putInt(at + 20, report.packets());
        out.putInt(at + 24, report.octets());
        writeBlocks(out, at + 28, report.blocks());
        return size;
    }

    private static int writeReceiverReport(ByteBuffer out, int at, ReceiverReport report) {
        int size = 8 + BLOCK * report.blocks().size();
        header(out, at, report.blocks().size(), RECEIVER_REPORT, size);
        out.putInt(at + 4, report.ssrc());
        writeBlocks(out, at + 8, report.blocks());
        return size;
    }

    private static void writeBlocks(ByteBuffer out, int from, List<ReportBlock> blocks) {
        int at = from;
        for (ReportBlock block : blocks) {
            out.putInt(at, block.ssrc());
            out.putInt(at + 4, block.fractionLost() << 24 | (block.cumulativeLost() & 0xffffff));
            out.putInt(at + 8, block.highestSequence());
            out.putInt(at + 12, block.jitter());
            out.putInt(at + 16, block.lastSr());
            out.putInt(at + 20, block.delaySinceLastSr());
            at += BLOCK;
        }
    }

    private static int writeDescription(ByteBuffer out, int at, int ssrc, String cname) {
        byte[] name = cname.getBytes(StandardCharsets.UTF_8);
        int chunk = 4 + 2 + name.length;
        int size = 4 + chunk + 4 - chunk % 4;
        header(out, at, 1, SOURCE_DESCRIPTION, size);
        out.putInt(at + 4, ssrc);
        out.put(at + 8, (byte) CNAME);
        out.put(at + 9, (byte) name.length);
        out.put(at + 10, name);
        for (int i = at + 10 + name.length; i < at + size; i++) {
            out.put(i, (byte) 0);
        }
        return size;
    }

    private static void header(ByteBuffer out, int at, int count, int type, int size) {
        out.put(at, (byte) (0x80 | count));
        out.put(at + 1, (byte) type);
        out.putShort(at + 2, (short) (size / 4 - 1));
    }
}
