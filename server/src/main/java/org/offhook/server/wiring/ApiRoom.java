package org.offhook.server.wiring;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.offhook.api.Api;
import org.offhook.api.Routes;
import org.offhook.api.http.Request;
import org.offhook.api.http.Response;
import org.offhook.api.http.Router;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.numbers.Stock;
import org.offhook.core.assets.AssetDesk;
import org.offhook.core.meters.PrometheusText;
import org.offhook.core.signalling.register.Bans;
import org.offhook.core.tenancy.AccountDesk;
import org.offhook.core.usage.UsageDesk;
import org.offhook.core.usage.UsageWatch;
import org.offhook.server.config.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The REST API and what the operator asks: `/health`, `/metrics`.
final class ApiRoom {

    private static final Logger LOG = LoggerFactory.getLogger(ApiRoom.class);

    private ApiRoom() {}

    static Function<Request, Response> open(
            Configuration configuration,
            Foundation base,
            Ground ground,
            CallRoom calls,
            DomainRoom domains,
            Bans bans,
            Readiness readiness) {
        UsageDesk usage = new UsageDesk(ground.store(), configuration.prices());
        new UsageWatch(ground.store(), usage, base.clock(), base.scheduler(), base.scripts(), calls.deliveries())
                .start();
        Router router = Routes.of(new Desks(
                ground.store(),
                base.clock(),
                ground.numbers(),
                calls.calls()::place,
                calls.calls()::change,
                calls.messages(),
                ground.recordings(),
                base.sids(),
                new AccountDesk(ground.store(), base.clock(), base.sids(), domains.standing()),
                new AssetDesk(ground.store(), base.clock(), base.sids(), domains.book()),
                calls.conferences(),
                calls.queues(),
                new Stock(configuration.pool(), ground.numbers(), calls.geography()),
                usage,
                calls.callerIds(),
                calls.registrations(),
                domains.users()::user,
                calls.calls().beside(),
                configuration.ice(),
                bans,
                ground.first().account().sid(),
                domains.proofs()));
        router.add("GET", "/health", _ -> readiness.answer());
        router.add("GET", "/metrics", _ -> {
            String text = PrometheusText.write(base.meters().all());
            return Response.of(200, PrometheusText.CONTENT_TYPE, text.getBytes(StandardCharsets.UTF_8));
        });
        Api api = new Api(
                router,
                base.sids(),
                base.clock(),
                (id, fault) ->
                        LOG.atError().addKeyValue("request", id).setCause(fault).log("a request failed"));
        return api::handle;
    }
}
