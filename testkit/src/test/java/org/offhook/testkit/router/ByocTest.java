package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.calls.Call;
import org.offhook.core.domains.SipBook;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;
import org.offhook.core.store.Kind;
import org.offhook.core.web.Hook;
import org.offhook.testkit.contracts.Samples;

/// BYOC trunks (contract §17, §25.3): calls by the account's own carriers, and from them.
final class ByocTest {

    private static final Sid TRUNK = Samples.sid("BY", 1);
    private static final Sid POLICY = Samples.sid("NY", 1);
    private static final String LONDON = "+442079460000";
    private static final String STAY = "<Response><Pause length=\"2\"/></Response>";

    private final RouterWorld world = new RouterWorld().answers(STAY);

    private void keep(Kind<Asset> kind, Sid sid, Sid parent, Map<String, String> values) {
        world.store.commit(Change.put(
                kind, new Asset(sid, world.account.sid(), parent, values, world.timeline.now(), world.timeline.now())));
    }

    private void trunk() {
        keep(AssetKinds.CONNECTION_POLICIES, POLICY, null, Map.of());
        keep(AssetKinds.BYOC_TRUNKS, TRUNK, null, Map.of("connection_policy_sid", POLICY.value()));
    }

    private void target(int number, String uri, int priority, boolean enabled) {
        keep(
                AssetKinds.POLICY_TARGETS,
                Samples.sid("NE", number),
                POLICY,
                Map.of(
                        "target",
                        uri,
                        "priority",
                        Integer.toString(priority),
                        "weight",
                        "1",
                        "enabled",
                        Boolean.toString(enabled)));
    }

    private Outcome<Call> call(String byoc) {
        return world.desk.place(world.order(LONDON, STAY).by(byoc));
    }

    @Test
    void aCallByRestGoesToTheFirstTargetThatIsEnabled() {
        try (world) {
            trunk();
            target(1, "sip:third.example:5070;transport=tcp", 3, true);
            target(2, "sip:first.example", 1, false);
            target(3, "sip:second.example", 2, true);
            TestPhone london = world.outside(LONDON);
            assertThat(call(TRUNK.value())).isInstanceOf(Outcome.Done.class);
            world.toTheEnd();
            assertThat(london.invite.target()).isEqualTo("sip:" + LONDON + "@second.example");
        }
    }

    @Test
    void aNumberOfDialGoesTheSameWay() {
        try (world) {
            trunk();
            target(1, "sip:third.example:5070;transport=tcp", 3, true);
            world.app.on(
                    "/voice",
                    "<Response><Dial><Number byoc=\"" + TRUNK + "\">" + LONDON + "</Number></Dial></Response>");
            TestPhone london = world.outside(LONDON);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(london));
            assertThat(london.invite.target()).isEqualTo("sip:" + LONDON + "@third.example:5070;transport=tcp");
            london.hangUp();
            world.toTheEnd();
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void aTrunkThatIsNotThereOrLeadsNowhereIsToldByItsCode() {
        try (world) {
            trunk();
            assertThat(((Outcome.Refused<Call>) call("BY1")).code()).isEqualTo(21300);
            assertThat(((Outcome.Refused<Call>) call(TRUNK.value())).code()).isEqualTo(32400);
            keep(AssetKinds.BYOC_TRUNKS, Samples.sid("BY", 2), null, Map.of());
            world.app.on(
                    "/voice",
                    "<Response><Dial><Number byoc=\"" + Samples.sid("BY", 2) + "\">" + LONDON
                            + "</Number></Dial></Response>");
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(32400);
        }
    }

    @Test
    void aTrunkOfAnotherAccountIsNotThere() {
        try (world) {
            world.store.commit(Change.put(
                    AssetKinds.BYOC_TRUNKS,
                    new Asset(
                            TRUNK,
                            Samples.sid("AC", 77),
                            null,
                            Map.of("connection_policy_sid", POLICY.value()),
                            world.timeline.now(),
                            world.timeline.now())));
            target(1, "sip:first.example", 1, true);
            assertThat(((Outcome.Refused<Call>) call(TRUNK.value())).code()).isEqualTo(21300);
            world.run(Duration.ofSeconds(1));
            assertThat(world.calls()).isEmpty();
        }
    }

    @Test
    void callsToADomainOfATrunkAreAnsweredByTheTrunksUrls() {
        try (world) {
            keep(
                    AssetKinds.SIP_DOMAINS,
                    Samples.sid("SD", 1),
                    null,
                    Map.of(
                            "domain_name",
                            "carrier.example.net",
                            "voice_url",
                            "http://app/domain",
                            "byoc_trunk_sid",
                            TRUNK.value()));
            SipBook book = new SipBook(world.store);
            book.recover();
            assertThat(book.domain("carrier.example.net").orElseThrow().voice())
                    .isEqualTo(new Hook("http://app/domain", "POST"));
            keep(
                    AssetKinds.BYOC_TRUNKS,
                    TRUNK,
                    null,
                    Map.of(
                            "voice_url",
                            "http://app/byoc",
                            "voice_method",
                            "GET",
                            "status_callback_url",
                            "http://app/s"));
            book.changed(AssetKinds.BYOC_TRUNKS, TRUNK);
            assertThat(List.of(
                            book.domain("carrier.example.net").orElseThrow().voice(),
                            book.domain("carrier.example.net").orElseThrow().statusCallback()))
                    .containsExactly(new Hook("http://app/byoc", "GET"), new Hook("http://app/s", "POST"));
        }
    }
}
