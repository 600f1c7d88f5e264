package org.offhook.server.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.ToldByNetwork.Rule;
import org.offhook.server.config.Configuration;

/// Whether the neighbours of this machine are told an address that they can use, when the rest of the world is told
/// that of a router.
final class NetworkCheck implements Check {

    private static final String ADDRESS = "address";

    @Override
    public void look(Patient patient, Consumer<Finding> told) {
        Configuration configuration = patient.configuration();
        try {
            for (Rule rule : configuration.publicAddresses()) {
                rule(rule, told);
            }
            String everybody = configuration.publicAddress();
            if (everybody != null && !isOurs(InetAddress.getByName(everybody))) {
                neighbours(everybody, configuration.publicAddresses(), told);
            }
        } catch (IOException failure) {
            told.accept(Finding.error(ADDRESS, String.valueOf(failure.getMessage()), "see public-addresses"));
        }
    }

    private static void rule(Rule rule, Consumer<Finding> told) throws IOException {
        String said = rule.network() + " is told " + rule.address();
        told.accept(
                isOurs(InetAddress.ofLiteral(rule.address()))
                        ? Finding.ok(ADDRESS, said)
                        : Finding.warning(
                                ADDRESS,
                                said + ", which is no address of this machine",
                                "who has it must hand on the ports of SIP and the media; or see public-addresses"));
    }

    private static boolean isOurs(InetAddress address) throws IOException {
        return NetworkInterface.getByInetAddress(address) != null;
    }

    private static void neighbours(String everybody, List<Rule> rules, Consumer<Finding> told) throws IOException {
        NetworkInterface.networkInterfaces()
                .flatMap(network -> network.getInterfaceAddresses().stream())
                .filter(own -> own.getAddress().isSiteLocalAddress())
                .map(own -> suggestion(own, everybody, rules))
                .filter(finding -> finding != null)
                .forEach(told);
    }

    private static @Nullable Finding suggestion(InterfaceAddress own, String everybody, List<Rule> rules) {
        InetAddress address = own.getAddress();
        if (rules.stream().anyMatch(rule -> rule.network().holds(address))) {
            return null;
        }
        String host = address.getHostAddress();
        return Finding.warning(
                ADDRESS,
                "phones in the network of " + host + " are told to use " + everybody
                        + ", and few routers lead them back in",
                "set public-addresses = [{ network = \"" + host + "/" + own.getNetworkPrefixLength()
                        + "\", address = \"" + host + "\" }]");
    }
}
