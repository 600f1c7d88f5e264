package org.offhook.api;

import org.offhook.api.auth.Doorkeeper;
import org.offhook.api.http.Router;
import org.offhook.api.render.Format;
import org.offhook.api.rest.Rest;
import org.offhook.api.v1.EventsResource;
import org.offhook.api.v1.TimelineResource;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.Resources;
import org.offhook.api.v2010.accounts.AuthTokens;

/// Every route of the API in one router. The wiring adds its own (health, metrics) before the port opens.
public final class Routes {

    private Routes() {}

    public static Router of(Desks desks) {
        Router router = new Router();
        Doorkeeper doorkeeper = new Doorkeeper(desks.store());
        Resources.route(router, new Rest(doorkeeper, Format.XML), desks);
        Rest own = new Rest(doorkeeper, Format.JSON);
        new AuthTokens(desks.accounts()).route(router, own);
        new TimelineResource(desks.store()).route(router, own);
        new EventsResource(desks.store()).route(router, own);
        return router;
    }
}
