package org.offhook.core.messages.services;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.numbers.TextAddress;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;

/// Finds services, and who sends for them. What is in a pool is an asset below its service that names the Sid of the
/// sender; a number that its account has given back is in no pool any more.
public record Services(Store store) {

    /// Senders of one service.
    public static final int MOST_SENDERS = 400;

    private static final int NO_NUMBERS = 21704;
    private static final int NOT_ITS_SENDER = 21711;

    /// How many first digits two numbers have in common that lie in the same area, as `+1415`.
    private static final int AREA = 5;

    /// The account's service of this Sid.
    public Optional<MessagingService> find(Sid account, Sid service) {
        return store.find(AssetKinds.MESSAGING_SERVICES, service)
                .filter(found -> found.account().equals(account))
                .map(MessagingService::of);
    }

    /// The service that has a number or short code among its senders.
    public Optional<MessagingService> of(PhoneNumber sender) {
        Query query = Query.of(sender.account()).where("sender", sender.sid().value());
        return store.list(AssetKinds.SENDERS, query.limit(1)).stream()
                .map(Asset::parent)
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(service -> find(sender.account(), service));
    }

    /// What is in the pool, newest first.
    public List<Asset> pool(Sid account, Sid service) {
        return store.list(AssetKinds.SENDERS, Query.of(account).where("parent", service.value()));
    }

    /// The number or short code that something in a pool means; nothing when the account has it no more.
    public Optional<Asset> code(Asset sender) {
        return Sid.parse(sender.values().getOrDefault("sender", ""))
                .flatMap(sid -> store.find(AssetKinds.SHORT_CODES, sid))
                .filter(code -> code.account().equals(sender.account()));
    }

    /// See [#code].
    public Optional<PhoneNumber> number(Asset sender) {
        return Sid.parse(sender.values().getOrDefault("sender", ""))
                .flatMap(sid -> store.find(PhoneNumber.KIND, sid))
                .filter(number -> number.account().equals(sender.account()));
    }

    /// Who sends a message.
    ///
    /// @param wanted the sender that the message names, or empty
    /// @param before who sent the last message of this service to the receiver, or null
    /// @param turn   counts up from message to message, so that all senders have their turn
    public Outcome<String> choose(
            MessagingService service, String to, String wanted, @Nullable String before, int turn) {
        List<String> senders = pool(service.account(), service.sid()).reversed().stream()
                .flatMap(this::address)
                .toList();
        if (senders.isEmpty()) {
            return Outcome.refused(
                    400, NO_NUMBERS, "The messaging service " + service.sid() + " has no numbers: add one");
        }
        if (!wanted.isEmpty()) {
            return TextAddress.parse(wanted)
                    .filter(senders::contains)
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(
                            400,
                            NOT_ITS_SENDER,
                            "The 'From' " + wanted + " is none of the senders of the messaging service"));
        }
        if (service.sticky() && before != null && senders.contains(before)) {
            return Outcome.done(before);
        }
        List<String> best = nearest(senders, to, service.nearby() ? AREA : 2);
        return Outcome.done(best.get(Math.floorMod(turn, best.size())));
    }

    private Stream<String> address(Asset sender) {
        Optional<String> number = number(sender).map(PhoneNumber::number);
        return number.or(() -> code(sender).map(code -> code.value("short_code"))).stream();
    }

    /// Short codes, where there are some; else the numbers that begin as the receiver's does, as far as `digits`
    /// goes; else all.
    private static List<String> nearest(List<String> senders, String to, int digits) {
        List<String> codes = senders.stream().filter(TextAddress::isShortCode).toList();
        if (!codes.isEmpty()) {
            return codes;
        }
        for (int length = Math.min(digits, to.length()); length >= 2; length--) {
            String start = to.substring(0, length);
            List<String> near =
                    senders.stream().filter(one -> one.startsWith(start)).toList();
            if (!near.isEmpty()) {
                return near;
            }
        }
        return senders;
    }
}
