package org.offhook.protocols.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offhook.protocols.sip.Header;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.agent.Capabilities;
import org.offhook.protocols.sip.agent.RequestCheck;

/// Breaks good and bad messages at random, by a seed that a failure prints, and asks of the parser that it
/// always answers with a result, that what it accepts can be used and written, and that a stream of it is cut
/// the same way however it arrives.
class MutationTest {

    private static final int MUTATIONS = 20_000;
    private static final String[] ANOMALIES = {
        "",
        "%s%n%x",
        "\r\n",
        "\n",
        "\r",
        "\0",
        "\u00ff\u00fe",
        "-1",
        "0",
        "2147483648",
        "4294967296",
        "18446744073709551616",
        "9".repeat(60),
        ";;",
        ",,",
        "::",
        "@",
        "<",
        ">",
        "\"",
        "\\",
        "[",
        "]",
        "%",
        "%00",
        "%4",
        " ",
        "\t",
        "\r\n ",
        "a".repeat(5000),
        "SIP/2.0",
        "Content-Length: 7\r\n",
        "l: -1\r\n",
        "*",
        "sip:",
        "sips:",
        "tel:",
        "z9hG4bK",
        ";lr",
        "=",
        "?",
        "\u0007",
        "\u007f",
        "大",
        "INVITE",
        "ACK"
    };

    private final SipParser parser = new SipParser(WireLimits.DEFAULT);
    private final SipWriter writer = new SipWriter();

    @Test
    void everyMutationYieldsAResultAndWhatIsAcceptedSurvivesWritingAndReading() throws Exception {
        List<byte[]> corpus = corpus();
        int accepted = 0;
        for (int seed = 0; seed < MUTATIONS; seed++) {
            byte[] mutated = mutate(corpus, new Random(seed));
            try {
                accepted += check(mutated) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ": " + HexFormat.of().formatHex(mutated), e);
            }
        }
        assertThat(accepted).as("mutations that are still messages").isBetween(MUTATIONS / 20, MUTATIONS / 2);
    }

    @Test
    void aStreamIsCutTheSameWayHoweverItArrives() throws Exception {
        List<byte[]> corpus = corpus();
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            byte[] stream = concat(
                    concat(mutate(corpus, random), corpus.get(random.nextInt(corpus.size()))), mutate(corpus, random));
            List<String> atOnce = frames(stream, stream.length);
            assertThat(frames(stream, 1 + random.nextInt(40)))
                    .as("seed %d", seed)
                    .isEqualTo(atOnce);
        }
    }

    /// Whether the bytes were accepted as a message.
    private boolean check(byte[] bytes) {
        ParseResult result = parser.parse(bytes);
        if (result instanceof ParseResult.Parsed(SipMessage message)) {
            useAll(message);
            ParseResult again = parser.parse(writer.write(message));
            assertThat(again).isEqualTo(result);
        } else if (result instanceof ParseResult.Rejected rejected) {
            assertThat(rejected.status()).isBetween(400, 599);
            assertThat(writer.write(rejected.response("t"))).isNotEmpty();
        }
        return result instanceof ParseResult.Parsed;
    }

    private static void useAll(SipMessage message) {
        assertThat(message.defect()).isNull();
        assertThat(message.topVia().seenFrom("192.0.2.1", 5060).toString()).startsWith("SIP/2.0/");
        assertThat(message.expires()).isGreaterThanOrEqualTo(SipMessage.ABSENT);
        assertThat(message.maxForwards()).isBetween(-1, 255);
        for (Header field : message.headers()) {
            message.headers().tokens(field.name());
        }
        switch (message) {
            case SipRequest request -> {
                RequestCheck.inspect(request, new Capabilities(List.of(request.method()), Set.of(), Map.of()));
                SipRequest received = request.receivedFrom("2001:db8::1", 5060);
                assertThat(SipResponse.to(received, 200, "tag").build().to().tag())
                        .isNotNull();
            }
            case SipResponse response -> assertThat(response.status()).isBetween(100, 699);
        }
    }

    private List<String> frames(byte[] stream, int step) {
        StreamFramer framer = new StreamFramer(WireLimits.DEFAULT);
        List<String> frames = new ArrayList<>();
        for (int from = 0; from < stream.length; from += step) {
            framer.offer(stream, from, Math.min(stream.length, from + step));
            for (StreamFramer.Frame frame = framer.next(); ; frame = framer.next()) {
                if (frame instanceof StreamFramer.Frame.Message(byte[] bytes)) {
                    frames.add(new String(bytes, StandardCharsets.ISO_8859_1));
                } else if (frame instanceof StreamFramer.Frame.Broken broken) {
                    // What else arrived by then depends on the pieces; that it broke here does not.
                    frames.add("broken: " + broken.reason());
                    return frames;
                } else if (frame instanceof StreamFramer.Frame.Ping) {
                    frames.add("ping");
                } else {
                    break;
                }
            }
        }
        return frames;
    }

    private static byte[] mutate(List<byte[]> corpus, Random random) {
        byte[] bytes = corpus.get(random.nextInt(corpus.size()));
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, at + random.nextInt(random.nextInt(8) == 0 ? 200 : 6));
            byte[] head = Arrays.copyOf(bytes, at);
            byte[] middle = Arrays.copyOfRange(bytes, at, to);
            byte[] tail = Arrays.copyOfRange(bytes, to, bytes.length);
            bytes = switch (random.nextInt(6)) {
                case 0 -> concat(head, tail);
                case 1 -> concat(concat(head, middle), concat(middle, tail));
                case 2 -> concat(concat(head, anomaly(random)), tail);
                case 3 -> concat(concat(head, anomaly(random)), concat(middle, tail));
                case 4 -> concat(head, new byte[] {(byte) random.nextInt(256)}, tail);
                default -> splice(head, corpus.get(random.nextInt(corpus.size())), random);
            };
        }
        return bytes;
    }

    private static byte[] anomaly(Random random) {
        return ANOMALIES[random.nextInt(ANOMALIES.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] splice(byte[] head, byte[] other, Random random) {
        return concat(head, Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
    }

    private static byte[] concat(byte[]... parts) {
        byte[] all = new byte[Stream.of(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static List<byte[]> corpus() throws Exception {
        Path root = Path.of(MutationTest.class
                .getResource("/org/offhook/protocols/sip/rfc4475")
                .toURI());
        List<byte[]> corpus = new ArrayList<>();
        for (Path folder : List.of(root, root.resolveSibling("rfc5118"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    corpus.add(read(file));
                }
            }
        }
        return corpus;
    }

    private static byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }
}
