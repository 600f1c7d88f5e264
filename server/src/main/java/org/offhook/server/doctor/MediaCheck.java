package org.offhook.server.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.offhook.protocols.sip.SipUri;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.PortRange;
import org.offhook.server.net.Hosts;

/// Why callers would hear nothing, or not be heard.
final class MediaCheck implements Check {

    private static final String AUDIO = "audio";
    private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    private static final Pattern ENDS = Pattern.compile("(\\d{1,5})\\s+(\\d{1,5})");

    @Override
    public void look(Patient patient, Consumer<Finding> told) {
        Configuration configuration = patient.configuration();
        range(configuration, told);
        try {
            InetAddress bound = Hosts.local(configuration.media().host(), "--media");
            direction(configuration, Hosts.told(bound, configuration.publicAddress()), told);
        } catch (IOException failure) {
            told.accept(Finding.error(AUDIO, String.valueOf(failure.getMessage()), "see --media and public-address"));
        }
    }

    private static void direction(Configuration configuration, String shown, Consumer<Finding> told)
            throws IOException {
        boolean phonesElsewhere =
                !Hosts.local(configuration.sip().host(), "--sip").isLoopbackAddress();
        boolean loopback = InetAddress.getByName(shown).isLoopbackAddress();
        List<String> outside = configuration.carriers().stream()
                .flatMap(carrier -> Stream.ofNullable(SipUri.parse(carrier.uri())))
                .map(uri -> uri.host().replaceAll("[\\[\\]]", ""))
                .filter(host -> !AddressCheck.isPrivate(host))
                .toList();
        if (loopback && (phonesElsewhere || !outside.isEmpty())) {
            told.accept(Finding.error(
                    AUDIO,
                    "others are told to send sound to " + shown + ", which is themselves",
                    "let the media listen where they can send: --media 0.0.0.0:10000-20000"));
        } else if (AddressCheck.isPrivate(shown) && !outside.isEmpty()) {
            told.accept(Finding.warning(
                    AUDIO,
                    "sound will go one way: " + outside.getFirst() + " is told to send to " + shown + ", a private"
                            + " address",
                    "set public-address to the address that the router has, and hand on the media ports"));
        } else {
            told.accept(Finding.ok(AUDIO, "others are told to send sound to " + shown));
        }
    }

    private static void range(Configuration configuration, Consumer<Finding> told) {
        PortRange media = configuration.media();
        int sip = configuration.sip().port();
        int legs = (media.high() - media.low() + 1) / 2;
        if (media.low() <= sip + 1 && sip <= media.high() && sip != 0) {
            told.accept(Finding.error(
                    AUDIO, "the port of SIP is one of the media ports " + media, "move one of them: --media, --sip"));
        }
        if (media.low() % 2 != 0) {
            told.accept(Finding.warning(
                    AUDIO,
                    media + " begins with an odd port, and RTP takes even ones",
                    "let it begin with " + (media.low() + 1)));
        }
        if (legs < configuration.limits().calls()) {
            told.accept(Finding.warning(
                    AUDIO,
                    media + " has room for " + legs + " legs, but limits.calls is "
                            + configuration.limits().calls(),
                    "widen it, or lower limits.calls: each leg takes two ports"));
        }
        ephemeral(media, told);
    }

    /// Ports that the system hands out for connections may be gone when a call needs them.
    private static void ephemeral(PortRange media, Consumer<Finding> told) {
        try {
            if (Files.exists(EPHEMERAL)) {
                Matcher ends = ENDS.matcher(Files.readAllLines(EPHEMERAL).getFirst());
                if (ends.matches()
                        && Integer.parseInt(ends.group(1)) <= media.high()
                        && media.low() <= Integer.parseInt(ends.group(2))) {
                    told.accept(Finding.warning(
                            AUDIO,
                            media + " overlaps the ports " + ends.group(1) + "-" + ends.group(2)
                                    + " that the system hands out",
                            "move the media below " + ends.group(1)));
                }
            }
        } catch (IOException notToldHere) {
            // A system that does not say has no such file.
        }
    }
}
