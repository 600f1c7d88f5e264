package org.offhook.api;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.offhook.api.auth.Doorkeeper;
import org.offhook.api.http.Handler;
import org.offhook.api.http.Response;
import org.offhook.api.http.Router;
import org.offhook.api.messaging.SendersResource;
import org.offhook.api.messaging.ServicesResource;
import org.offhook.api.openapi.Missing;
import org.offhook.api.openapi.OpenApi;
import org.offhook.api.pricing.PricingResource;
import org.offhook.api.render.Format;
import org.offhook.api.render.Json;
import org.offhook.api.rest.Audit;
import org.offhook.api.rest.Repeats;
import org.offhook.api.rest.Rest;
import org.offhook.api.trunking.OriginationUrlsResource;
import org.offhook.api.trunking.TrunkParts;
import org.offhook.api.trunking.TrunksResource;
import org.offhook.api.v1.AlertsResource;
import org.offhook.api.v1.AuditEventsResource;
import org.offhook.api.v1.BansResource;
import org.offhook.api.v1.DomainProofsResource;
import org.offhook.api.v1.EventsResource;
import org.offhook.api.v1.RegistrationsResource;
import org.offhook.api.v1.SettingsResource;
import org.offhook.api.v1.TimelineResource;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.Resources;
import org.offhook.api.v2010.accounts.AuthTokens;
import org.offhook.api.voice.VoiceShape;

/// Every route of the API in one router, and `/openapi.json` about them. The wiring adds its own (health,
/// metrics)
/// before the port opens.
public final class Routes {

    private Routes() {}

    /// Written when it is first asked for: few ask, and a start has no time for it.
    private static Handler describe(Router router) {
        AtomicReference<byte @Nullable []> written = new AtomicReference<>();
        return _ -> {
            byte[] document = written.get();
            if (document == null) {
                document = Json.write(OpenApi.document(router));
                written.set(document);
            }
            return Response.of(200, "application/json; charset=utf-8", document);
        };
    }

    public static Router of(Desks desks) {
        Router router = new Router();
        Doorkeeper doorkeeper = new Doorkeeper(desks.store());
        Repeats repeats = new Repeats(desks.store(), desks.clock(), desks.sids());
        Audit audit = new Audit(desks.store(), desks.clock(), desks.sids());
        Resources.route(router, new Rest(doorkeeper, repeats, audit, Format.XML), desks);
        Rest own = new Rest(doorkeeper, repeats, audit, Format.JSON);
        new AuthTokens(desks.accounts()).route(router, own);
        new TimelineResource(desks.store(), desks.currency()).route(router, own);
        new EventsResource(desks.store()).route(router, own);
        new RegistrationsResource(desks.store(), desks.registrations(), desks.permissions()).route(router, own);
        new BansResource(desks.bans(), desks.operator(), desks.clock()).route(router, own);
        new DomainProofsResource(desks.store(), desks.proofs()).route(router, own);
        new SettingsResource(desks.accounts()).route(router, own);
        new AlertsResource(desks.store()).route(router, own);
        new AuditEventsResource(desks.store()).route(router, own);
        new PricingResource(desks).route(router, own);
        new TrunksResource(desks).route(router, own);
        new OriginationUrlsResource(desks).route(router, own);
        new TrunkParts(desks).route(router, own);
        ServicesResource services = new ServicesResource(desks);
        services.route(router, own);
        new SendersResource(desks, services).route(router, own);
        VoiceShape.route(router, own, desks);
        Missing.route(router, own);
        router.add("GET", "/openapi.json", describe(router));
        return router;
    }
}
