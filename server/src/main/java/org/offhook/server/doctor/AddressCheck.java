package org.offhook.server.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.sipnet.SystemDns;
import org.offhook.protocols.sip.SipUri;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.Configuration.Carrier;
import org.offhook.server.config.HostPort;
import org.offhook.server.net.Hosts;

/// What others are told about us, whether they can reach it, and the names we depend on.
final class AddressCheck implements Check {

    private static final String ADDRESS = "address";
    private static final String DNS = "dns";

    @Override
    public void look(Patient patient, Consumer<Finding> told) {
        Configuration configuration = patient.configuration();
        told(configuration, configuration.sip().host(), told);
        publicUrl(configuration.publicUrl(), configuration.https(), told);
        for (Carrier carrier : configuration.carriers()) {
            carrier(carrier, told);
        }
    }

    private static void told(Configuration configuration, String host, Consumer<Finding> told) {
        try {
            InetAddress bound = Hosts.local(host, "--sip");
            String shown = Hosts.told(bound, configuration.publicAddress());
            InetAddress address = InetAddress.getByName(shown);
            if (bound.isLoopbackAddress() && !address.isLoopbackAddress()) {
                told.accept(Finding.error(
                        ADDRESS,
                        "others are told " + shown + ", but SIP listens on loopback",
                        "let it listen there: --sip 0.0.0.0:5060"));
            } else if (NetworkInterface.getByInetAddress(address) == null) {
                told.accept(Finding.warning(
                        ADDRESS,
                        "others are told " + shown + ", which is no address of this machine",
                        "the router that has it must hand on the ports of SIP and the media; or set public-address"));
            } else {
                told.accept(Finding.ok(ADDRESS, "others are told " + shown));
            }
        } catch (IOException failure) {
            told.accept(Finding.error(ADDRESS, String.valueOf(failure.getMessage()), "see --sip and public-address"));
        }
    }

    private static void publicUrl(@Nullable URI url, @Nullable HostPort https, Consumer<Finding> told) {
        if (url == null) {
            if (https != null) {
                told.accept(Finding.warning(
                        ADDRESS,
                        "https is offered, but addresses of recordings begin with http:",
                        "set public-url to https:// and the name in the certificate"));
            }
            return;
        }
        resolved("public-url", url.getHost(), told);
    }

    private static void carrier(Carrier carrier, Consumer<Finding> told) {
        SipUri uri = SipUri.parse(carrier.uri());
        if (uri == null) {
            told.accept(Finding.error(DNS, carrier.uri() + " is not a SIP URI", "see the carrier's uri"));
        } else {
            resolved("carrier " + carrier.name(), uri.host(), told);
        }
    }

    /// A name of the SIP world may have no address of its own (RFC 3263 §4).
    private static void resolved(String whose, String host, Consumer<Finding> told) {
        SystemDns dns = new SystemDns("dns:");
        String bare = host.replaceAll("[\\[\\]]", "");
        List<String> addresses = dns.addresses(bare);
        boolean served = addresses.isEmpty() && isServed(dns, bare);
        told.accept(
                !addresses.isEmpty()
                        ? Finding.ok(DNS, whose + ": " + bare + " is " + String.join(", ", addresses))
                        : served
                                ? Finding.ok(DNS, whose + ": " + bare + " has SRV records")
                                : Finding.error(
                                        DNS,
                                        whose + ": there is no host " + bare,
                                        "check its spelling and the name servers of this machine"));
    }

    private static boolean isServed(SystemDns dns, String host) {
        for (String service : List.of("_sip._udp.", "_sip._tcp.", "_sips._tcp.")) {
            try {
                if (!dns.srv(service + host).isEmpty()) {
                    return true;
                }
            } catch (IOException noAnswer) {
                // The next may have one.
            }
        }
        return false;
    }

    /// Whether others on the Internet could send there. Names that cannot be resolved are said elsewhere.
    static boolean isPrivate(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isSiteLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isLoopbackAddress()
                    || isShared(address.getAddress())
                    || isLocal(address.getAddress());
        } catch (UnknownHostException unknown) {
            return true;
        }
    }

    /// fc00::/7 (RFC 4193).
    private static boolean isLocal(byte[] address) {
        return address.length == 16 && (address[0] & 0xfe) == 0xfc;
    }

    /// 100.64.0.0/10 (RFC 6598).
    private static boolean isShared(byte[] address) {
        return address.length == 4 && (address[0] & 0xff) == 100 && (address[1] & 0xc0) == 64;
    }
}
