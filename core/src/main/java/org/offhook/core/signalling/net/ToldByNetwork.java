package org.offhook.core.signalling.net;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.web.Cidr;

/// Tells the members of some networks what was configured for them; of several networks that hold one of them the
/// smallest counts.
public final class ToldByNetwork implements Told {

    private final List<Rule> rules;
    private final Told others;

    /// @param address what the members of `network` are told, an IP literal without brackets
    public record Rule(Cidr network, String address) {}

    /// @param others what is told to the members of no such network
    public ToldByNetwork(List<Rule> rules, Told others) {
        this.rules = rules.stream()
                .sorted(Comparator.comparingInt((Rule rule) -> -rule.network().bits()))
                .toList();
        this.others = others;
    }

    @Override
    public @Nullable String to(String peer) {
        InetAddress address = rules.isEmpty() ? null : Cidr.literal(peer);
        if (address != null) {
            for (Rule rule : rules) {
                if (rule.network().holds(address)) {
                    return rule.address();
                }
            }
        }
        return others.to(peer);
    }
}
