package org.offhook.server.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.offhook.core.signalling.net.ToldByNetwork;
import org.offhook.core.web.Cidr;

/// Reads `public-addresses`: which networks are told which address.
final class ToldSettings {

    private static final String PATH = "public-addresses";
    private static final List<String> KEYS = List.of("network", "address");

    private ToldSettings() {}

    static List<ToldByNetwork.Rule> read(Settings settings) {
        List<ToldByNetwork.Rule> rules = new ArrayList<>();
        for (ConfigValue value : settings.list(PATH)) {
            ToldByNetwork.Rule rule = rule(value);
            if (rules.stream().anyMatch(other -> other.network().equals(rule.network()))) {
                throw Settings.wrong(PATH, value, "this network stands here twice");
            }
            rules.add(rule);
        }
        return List.copyOf(rules);
    }

    private static ToldByNetwork.Rule rule(ConfigValue value) {
        ConfigObject item = Items.section(PATH, value, KEYS);
        String network = Items.text(PATH, item, "network");
        Cidr cidr = network == null ? null : Cidr.parse(network);
        if (cidr == null) {
            throw Settings.wrong(PATH, value, "a network looks like 10.0.0.0/8 or 2001:db8::/32");
        }
        InetAddress address = Cidr.literal(Items.text(PATH, item, "address"));
        if (address == null || address.isAnyLocalAddress() || address.isMulticastAddress()) {
            throw Settings.wrong(PATH, value, "what " + network + " is told is an address such as 10.0.0.5");
        }
        return new ToldByNetwork.Rule(cidr, address.getHostAddress());
    }
}
