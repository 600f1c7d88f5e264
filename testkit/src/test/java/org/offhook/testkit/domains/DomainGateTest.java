package org.offhook.testkit.domains;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetDesk;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.domains.AskedUsers;
import org.offhook.core.domains.DomainGate;
import org.offhook.core.domains.DomainUsers;
import org.offhook.core.domains.Gate.Verdict;
import org.offhook.core.domains.ProofRules;
import org.offhook.core.domains.SipBook;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.messages.sip.TextGate;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.IncomingText;
import org.offhook.core.signalling.TextHandler.Proof;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.register.Claim;
import org.offhook.core.store.Change;
import org.offhook.core.store.Kind;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tenancy.AccountDesk;
import org.offhook.core.tenancy.Standing;
import org.offhook.core.webhooks.Application;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.store.MemoryStore;

/// What domains, credential lists and address lists decide.
final class DomainGateTest {

    private static final Sid ACCOUNT = Samples.sid("AC", 1);
    private static final String NAME = "office.example.net";

    private final Timeline time = Timeline.seeded(1);
    private final MemoryStore store = new MemoryStore();
    private final Sids sids = new Sids(new SplittableRandom(1));
    private final List<String> reviewed = new ArrayList<>();
    private final SipBook book = new SipBook(store, (account, removed) -> reviewed.add(account + " " + removed));
    private final AssetDesk desk = new AssetDesk(store, time, sids, book);
    private final Standing standing = new Standing();
    private final DomainUsers users = new DomainUsers(
            book,
            new AskedUsers(time, time.scripts(), store, (_, _) -> () -> {}, new Application(time, sids)),
            standing,
            ProofRules.NONE);
    private final DomainGate gate = new DomainGate(book, users);
    private final TextGate texts = new TextGate(book, gate, "192.0.2.8"::equals);

    @Test
    void aDomainWithoutListsLetsNobodyIn() {
        domain(Map.of());

        assertThat(call("192.0.2.1", null, "+1555")).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void whoIsInTheCredentialListIsLetInOnceItHasSaidWhoItIs() {
        Asset list = make(AssetKinds.CREDENTIAL_LISTS, SidType.CREDENTIAL_LIST, null, Map.of());
        user(list, "alice", Map.of());
        domain(Map.of("calls/" + list.sid(), "2026-01-01T00:00:00Z"));

        assertThat(call("192.0.2.1", null, "+1555")).isEqualTo(Verdict.CHALLENGED);
        assertThat(call("192.0.2.1", "alice@" + NAME, "+1555")).isEqualTo(Verdict.ADMITTED);
        assertThat(call("192.0.2.1", "alice@other.example.net", "+1555")).isEqualTo(Verdict.CHALLENGED);
    }

    @Test
    void onlyTheAddressesOfTheListAreLetIn() {
        Asset list = make(AssetKinds.IP_LISTS, SidType.IP_LIST, null, Map.of());
        make(
                AssetKinds.IP_ADDRESSES,
                SidType.IP_ADDRESS,
                list.sid(),
                Map.of("ip_address", "192.0.2.16", "cidr_prefix_length", "28"));
        domain(Map.of("calls/" + list.sid(), "2026-01-01T00:00:00Z"));

        assertThat(call("192.0.2.31", null, "+1555")).isEqualTo(Verdict.ADMITTED);
        assertThat(call("192.0.2.32", null, "+1555")).isEqualTo(Verdict.REFUSED);
        assertThat(call("::ffff:1", null, "+1555")).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void withBothListsBothHaveToAgree() {
        Asset phones = make(AssetKinds.CREDENTIAL_LISTS, SidType.CREDENTIAL_LIST, null, Map.of());
        user(phones, "alice", Map.of());
        Asset places = make(AssetKinds.IP_LISTS, SidType.IP_LIST, null, Map.of());
        make(AssetKinds.IP_ADDRESSES, SidType.IP_ADDRESS, places.sid(), Map.of("ip_address", "192.0.2.1"));
        domain(Map.of("calls/" + phones.sid(), "x", "calls/" + places.sid(), "x"));

        assertThat(call("192.0.2.1", null, "+1555")).isEqualTo(Verdict.CHALLENGED);
        assertThat(call("192.0.2.2", "alice@" + NAME, "+1555")).isEqualTo(Verdict.REFUSED);
        assertThat(call("192.0.2.1", "alice@" + NAME, "+1555")).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void aPbxMayWriteToTheDomainOfItsTrunkAsItMayCallThere() {
        Asset list = make(AssetKinds.CREDENTIAL_LISTS, SidType.CREDENTIAL_LIST, null, Map.of());
        user(list, "pbx", Map.of());
        user(list, "lobby", Map.of("receive_only", "true"));
        make(
                AssetKinds.TRUNKS,
                SidType.TRUNK,
                null,
                Map.of("domain_name", "pbx.example.net", "calls/" + list.sid(), "x"));

        assertThat(write("sip:u@x", "sip:+1555@pbx.example.net", null)).isEqualTo(Proof.DOMAIN);
        assertThat(write("sip:u@x", "sip:+1555@pbx.example.net", "pbx@pbx.example.net"))
                .isEqualTo(Proof.NONE);
        assertThat(write("sip:u@x", "sip:+1555@pbx.example.net", "lobby@pbx.example.net"))
                .isEqualTo(Proof.REFUSED);
    }

    @Test
    void aCarrierMayWriteAsNumbersAndEverybodyElseProvesWhoItIs() {
        Asset list = make(AssetKinds.CREDENTIAL_LISTS, SidType.CREDENTIAL_LIST, null, Map.of());
        user(list, "lobby", Map.of("receive_only", "true"));
        domain(Map.of("calls/" + list.sid(), "x"));

        assertThat(write("sip:+4930123456@sip.carrier.example", "sip:+1555@192.0.2.1", null))
                .isEqualTo(Proof.NONE);
        assertThat(write("sip:carol@example.com", "sip:+1555@192.0.2.1", null)).isEqualTo(Proof.SENDER);
        assertThat(texts.judge(new IncomingText("sip:+4930123456@x", "sip:+1555@192.0.2.1", "", "192.0.2.9", null)))
                .isEqualTo(Proof.SENDER);
        assertThat(write("sip:carol@" + NAME, "sip:+1555@" + NAME, "carol@" + NAME))
                .isEqualTo(Proof.NONE);
        assertThat(write("sip:lobby@" + NAME, "sip:+1555@" + NAME, "lobby@" + NAME))
                .isEqualTo(Proof.REFUSED);
    }

    private Proof write(String from, String to, String proved) {
        return texts.judge(new IncomingText(from, to, "hello", "192.0.2.8", proved));
    }

    @Test
    void aUserCallsNoFurtherThanItMay() {
        Asset list = make(AssetKinds.CREDENTIAL_LISTS, SidType.CREDENTIAL_LIST, null, Map.of());
        user(list, "lobby", Map.of("receive_only", "true"));
        user(list, "desk", Map.of("allowed_destinations", "+49, +1415 bob"));
        domain(Map.of("calls/" + list.sid(), "x"));

        assertThat(call("192.0.2.1", "lobby@" + NAME, "bob")).isEqualTo(Verdict.REFUSED);
        assertThat(call("192.0.2.1", "desk@" + NAME, "+4930")).isEqualTo(Verdict.ADMITTED);
        assertThat(call("192.0.2.1", "desk@" + NAME, "bob")).isEqualTo(Verdict.ADMITTED);
        assertThat(call("192.0.2.1", "desk@" + NAME, "+1900")).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void theListsOfCallersOpenNoRegistrationAndTheOtherWayRound() {
        Asset callers = make(AssetKinds.CREDENTIAL_LISTS, SidType.CREDENTIAL_LIST, null, Map.of());
        user(callers, "alice", Map.of());
        Asset phones = make(AssetKinds.CREDENTIAL_LISTS, SidType.CREDENTIAL_LIST, null, Map.of());
        user(phones, "bob", Map.of());
        domain(Map.of("calls/" + callers.sid(), "x", "registrations/" + phones.sid(), "x"));

        assertThat(hasSecret("alice", Claim.Purpose.CALL)).isTrue();
        assertThat(hasSecret("alice", Claim.Purpose.REGISTER)).isFalse();
        assertThat(hasSecret("bob", Claim.Purpose.REGISTER)).isTrue();
        assertThat(hasSecret("bob", Claim.Purpose.CALL)).isFalse();
    }

    @Test
    void whatIsTakenAwayDecidesNothingAnyMore() {
        Asset list = make(AssetKinds.CREDENTIAL_LISTS, SidType.CREDENTIAL_LIST, null, Map.of());
        Asset alice = user(list, "alice", Map.of());
        Asset domain = domain(Map.of("calls/" + list.sid(), "x"));

        desk.remove(AssetKinds.CREDENTIALS, alice.sid());
        assertThat(hasSecret("alice", Claim.Purpose.CALL)).isFalse();
        desk.change(AssetKinds.SIP_DOMAINS, domain, Map.of("domain_name", "new.example.net"), null);
        assertThat(book.domain(NAME)).isEmpty();
        assertThat(book.domain("NEW.example.net")).isPresent();
        desk.remove(AssetKinds.SIP_DOMAINS, domain.sid());
        assertThat(book.domain("new.example.net")).isEmpty();
    }

    @Test
    void whoeverWatchesIsLookedAtAgainWhenUsersAreTakenAway() {
        Asset list = make(AssetKinds.CREDENTIAL_LISTS, SidType.CREDENTIAL_LIST, null, Map.of());
        Asset alice = user(list, "alice", Map.of());
        user(list, "bob", Map.of());
        Asset domain = domain(Map.of("registrations/" + list.sid(), "x"));
        assertThat(reviewed).as("what is new takes nobody away").isEmpty();

        desk.remove(AssetKinds.CREDENTIALS, alice.sid());
        assertThat(reviewed).containsExactly(ACCOUNT + " alice");
        assertThat(users.has(new Watched(ACCOUNT, NAME, "alice"))).isFalse();
        assertThat(users.has(new Watched(ACCOUNT, NAME, "bob"))).isTrue();
        assertThat(users.has(new Watched(Samples.sid("AC", 9), NAME, "bob"))).isFalse();
        desk.change(AssetKinds.SIP_DOMAINS, domain, Map.of("domain_name", NAME), null);
        assertThat(users.has(new Watched(ACCOUNT, NAME, "bob")))
                .as("its list is no longer mapped")
                .isFalse();
        desk.remove(AssetKinds.SIP_DOMAINS, domain.sid());
        assertThat(reviewed).containsExactly(ACCOUNT + " alice", ACCOUNT + " null", ACCOUNT + " null");
    }

    @Test
    void theSubscriptionsOfASuspendedAccountAndOfItsSubAccountsAreLookedAtAgain() {
        Sid parent = Samples.sid("AC", 2);
        List<Sid> left = new ArrayList<>();
        Standing told = new Standing(left::add);
        told.changed(new Account(parent, null, "x", "token", Account.Status.ACTIVE, time.now(), time.now()));
        told.changed(new Account(ACCOUNT, parent, "x", "token", Account.Status.ACTIVE, time.now(), time.now()));
        assertThat(left).isEmpty();
        told.changed(new Account(parent, null, "x", "token", Account.Status.SUSPENDED, time.now(), time.now()));
        assertThat(left).containsExactly(parent, ACCOUNT);
    }

    /// Suspended, closed, or the sub-account of one that is: nobody comes in as its user, or from its addresses.
    @Test
    void nobodyIsLetInForAnAccountThatIsNotActive() {
        Account parent = account(Samples.sid("AC", 2), null, Account.Status.ACTIVE);
        Account own = account(ACCOUNT, parent.sid(), Account.Status.ACTIVE);
        Asset list = make(AssetKinds.CREDENTIAL_LISTS, SidType.CREDENTIAL_LIST, null, Map.of());
        user(list, "alice", Map.of());
        domain(Map.of("calls/" + list.sid(), "x"));
        AccountDesk accounts = new AccountDesk(store, time, sids, standing);

        assertThat(users.domain(NAME).active()).isTrue();
        own = done(accounts.change(own, parent.sid(), null, Account.Status.SUSPENDED));
        assertThat(users.domain(NAME).active()).isFalse();
        assertThat(call("192.0.2.1", "alice@" + NAME, "+1555")).isEqualTo(Verdict.REFUSED);

        Standing again = new Standing();
        again.recover(store);
        assertThat(again.isActive(ACCOUNT)).as("after a restart").isFalse();

        done(accounts.change(own, parent.sid(), null, Account.Status.ACTIVE));
        assertThat(call("192.0.2.1", "alice@" + NAME, "+1555")).isEqualTo(Verdict.ADMITTED);

        standing.changed(account(parent.sid(), null, Account.Status.SUSPENDED));
        assertThat(users.domain(NAME).active()).isFalse();
    }

    private Account account(Sid sid, @Nullable Sid parent, Account.Status status) {
        Account account = new Account(sid, parent, "x", "token", status, time.now(), time.now());
        store.commit(Change.put(Account.KIND, account));
        standing.changed(account);
        return account;
    }

    @Test
    void whatWasSetUpIsThereAfterARestart() {
        Asset list = make(AssetKinds.CREDENTIAL_LISTS, SidType.CREDENTIAL_LIST, null, Map.of());
        user(list, "alice", Map.of());
        domain(Map.of("calls/" + list.sid(), "x"));

        SipBook again = new SipBook(store);
        again.recover();

        assertThat(again.domain(NAME)).isPresent();
        assertThat(again.user(again.domain(NAME).orElseThrow().callers(), "alice"))
                .isNotNull();
    }

    @Test
    void aSecureUserIsNobodyWhereOthersCanRead() {
        Asset list = make(AssetKinds.CREDENTIAL_LISTS, SidType.CREDENTIAL_LIST, null, Map.of());
        user(list, "vera", Map.of("secure", "true"));
        domain(Map.of("registrations/" + list.sid(), "x", "sip_registration", "true"));

        assertThat(hasSecret("vera", Claim.Purpose.REGISTER)).isFalse();
        assertThat(hasSecret("vera", Claim.Purpose.REGISTER, true)).isTrue();
        assertThat(book.isSecure(book.domain(NAME).orElseThrow(), "vera")).isTrue();
        assertThat(book.isSecure(book.domain(NAME).orElseThrow(), "bob")).isFalse();
    }

    private boolean hasSecret(String user, Claim.Purpose purpose) {
        return hasSecret(user, purpose, false);
    }

    private boolean hasSecret(String user, Claim.Purpose purpose, boolean sealed) {
        return users.secret(new Claim(users.domain(NAME), purpose, user, "192.0.2.1", sealed), DigestAlgorithm.SHA_256)
                .toCompletableFuture()
                .join()
                .isPresent();
    }

    private Verdict call(String source, @Nullable String user, String called) {
        IncomingInvite invite = new IncomingInvite(
                "1@here",
                "sip:" + called + "@" + NAME,
                "sip:x@there",
                null,
                "sip:x@" + NAME,
                Map.of(),
                null,
                new IncomingInvite.Source(source, 5060),
                "udp",
                user);
        return gate.judge(book.domain(NAME).orElseThrow(), invite, called);
    }

    private Asset domain(Map<String, String> lists) {
        Map<String, String> values = new HashMap<>(lists);
        values.put("domain_name", NAME);
        values.put("sip_registration", "true");
        return make(AssetKinds.SIP_DOMAINS, SidType.SIP_DOMAIN, null, values);
    }

    private Asset user(Asset list, String name, Map<String, String> policy) {
        Map<String, String> values = new HashMap<>(policy);
        values.put("username", name);
        values.put("ha1_sha256", DigestAlgorithm.SHA_256.secret(name, ACCOUNT.value(), "secret"));
        return make(AssetKinds.CREDENTIALS, SidType.CREDENTIAL, list.sid(), values);
    }

    private Asset make(Kind<Asset> kind, SidType type, @Nullable Sid parent, Map<String, String> values) {
        return done(desk.create(kind, type, ACCOUNT, parent, values, null));
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> refused -> throw new AssertionError(refused.message());
        };
    }
}
