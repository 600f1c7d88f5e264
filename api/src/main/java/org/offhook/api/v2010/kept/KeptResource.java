package org.offhook.api.v2010.kept;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Handler;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Operation;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Resources;
import org.offhook.api.v2010.kept.Slot.Trait;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetDesk;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;

/// Lists, creates, shows, changes and deletes what a [Shape] describes.
public final class KeptResource implements Resources.Resource {

    private final Shape shape;
    private final Store store;
    private final AssetDesk desk;
    private final Manners manners;

    public KeptResource(Shape shape, Store store, AssetDesk desk, Manners manners) {
        this.shape = shape;
        this.store = store;
        this.desk = desk;
        this.manners = manners;
    }

    public KeptResource(Shape shape, Store store, AssetDesk desk) {
        this(shape, store, desk, Manners.PLAIN);
    }

    /// What one resource does otherwise than the others.
    ///
    /// @param guard   who may ask: [Rest#guarded] or [Rest#byToken]
    /// @param check   what is wrong with the values that a form gave it, noted in the fields
    /// @param shown   adds what is shown besides the slots
    /// @param once    adds what is shown when it is created and never again
    /// @param parting why it cannot be deleted, or null
    public record Manners(
            BiFunction<Rest, Operation, Handler> guard,
            Check check,
            BiFunction<Element, Asset, Element> shown,
            BiFunction<Element, Asset, Element> once,
            Function<Asset, Answer.@Nullable Wrong> parting) {

        public static final Manners PLAIN = new Manners(
                Rest::guarded,
                (fields, account, values) -> {},
                (element, asset) -> element,
                (element, asset) -> element,
                asset -> null);

        public Manners byToken() {
            return new Manners(Rest::byToken, check, shown, once, parting);
        }

        public Manners checking(Check other) {
            return new Manners(guard, other, shown, once, parting);
        }

        public Manners showing(BiFunction<Element, Asset, Element> other) {
            return new Manners(guard, check, other, once, parting);
        }

        public Manners parting(Function<Asset, Answer.@Nullable Wrong> other) {
            return new Manners(guard, check, shown, once, other);
        }

        public Manners showingOnce(BiFunction<Element, Asset, Element> other) {
            return new Manners(guard, check, shown, other, parting);
        }
    }

    /// Looks at values before they are kept; it may change them.
    @FunctionalInterface
    public interface Check {
        void check(Fields fields, Sid account, Map<String, String> values);
    }

    @Override
    public void route(Router router, Rest rest) {
        String list = Resources.ACCOUNT + shape.path();
        String one = list + "/{Sid}";
        for (Shape.Method method : shape.methods()) {
            switch (method) {
                case LIST -> router.add("GET", list, manners.guard().apply(rest, this::list));
                case CREATE -> router.add("POST", list, manners.guard().apply(rest, this::create));
                case FETCH ->
                    router.add(
                            "GET", one, manners.guard().apply(rest, ask -> with(ask, found -> Answer.ok(view(found)))));
                case UPDATE ->
                    router.add("POST", one, manners.guard().apply(rest, ask -> with(ask, found -> update(ask, found))));
                case DELETE -> router.add("DELETE", one, manners.guard().apply(rest, ask -> with(ask, this::delete)));
            }
        }
    }

    private Answer list(Ask ask) {
        Optional<Query> parent = within(ask, Query.of(ask.account().sid()));
        if (parent.isEmpty()) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.exchange().query());
        Filters filters = new Filters(fields, parent.get());
        for (Slot slot : shape.slots()) {
            if (slot.traits().contains(Trait.FILTER)) {
                filters.text(slot.param(), slot.field());
            }
        }
        return Paging.list(ask, store, shape.kind(), filters.query(), shape.list(), this::view);
    }

    private Answer create(Ask ask) {
        Sid account = ask.account().sid();
        Optional<Sid> parent = parent(ask);
        if (shape.within() != null && parent.isEmpty()) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.input());
        Map<String, String> values = read(fields, account, new TreeMap<>(), true);
        return fields.wrong().orElseGet(() -> switch (desk.create(
                shape.kind(), shape.type(), account, parent.orElse(null), values, shape.unique())) {
            case Outcome.Done<Asset>(Asset made) ->
                Answer.created(manners.once().apply(view(made), made));
            case Outcome.Refused<Asset> refused -> Answer.wrong(refused);
        });
    }

    private Answer update(Ask ask, Asset asset) {
        Fields fields = new Fields(ask.input());
        Map<String, String> values = read(fields, asset.account(), new TreeMap<>(asset.values()), false);
        return fields.wrong().orElseGet(() -> switch (desk.change(shape.kind(), asset, values, shape.unique())) {
            case Outcome.Done<Asset>(Asset changed) -> Answer.ok(view(changed));
            case Outcome.Refused<Asset> refused -> Answer.wrong(refused);
        });
    }

    private Answer delete(Asset asset) {
        Answer.Wrong wrong = manners.parting().apply(asset);
        if (wrong != null) {
            return wrong;
        }
        desk.remove(shape.kind(), asset.sid());
        return new Answer.Done();
    }

    private Map<String, String> read(Fields fields, Sid account, Map<String, String> values, boolean creating) {
        shape.slots().forEach(slot -> slot.read(fields, values, creating));
        if (fields.wrong().isEmpty()) {
            manners.check().check(fields, account, values);
        }
        return values;
    }

    private Answer with(Ask ask, Function<Asset, Answer> then) {
        Optional<Sid> parent = parent(ask);
        return ask.sid("Sid", shape.type())
                .flatMap(sid -> desk.find(shape.kind(), ask.account().sid(), sid))
                .filter(asset -> shape.within() == null
                        || (asset.parent() != null
                                && parent.filter(asset.parent()::equals).isPresent()))
                .map(then)
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Optional<Query> within(Ask ask, Query query) {
        return shape.within() == null ? Optional.of(query) : parent(ask).map(sid -> query.where("parent", sid.value()));
    }

    /// The parent in the path, when it is there and the account's.
    private Optional<Sid> parent(Ask ask) {
        Shape.Within within = shape.within();
        return within == null
                ? Optional.empty()
                : ask.sid(within.name(), within.type())
                        .flatMap(sid -> desk.find(within.kind(), ask.account().sid(), sid))
                        .map(Asset::sid);
    }

    private Element view(Asset asset) {
        Element view = new Element(shape.element())
                .with("sid", asset.sid().value())
                .with("account_sid", asset.account().value());
        Shape.Within within = shape.within();
        String path = shape.path();
        if (within != null && asset.parent() != null) {
            view.with(within.field(), asset.parent().value());
            path = path.replace("{" + within.name() + "}", asset.parent().value());
        }
        for (Slot slot : shape.slots()) {
            if (!slot.traits().contains(Trait.SECRET)) {
                view.with(slot.field(), slot.shown(asset.value(slot.field())));
            }
        }
        view.with("date_created", Dates.rfc2822(asset.created()))
                .with("date_updated", Dates.rfc2822(asset.updated()))
                .with("uri", "/2010-04-01/Accounts/" + asset.account() + path + "/" + asset.sid() + ".json");
        return manners.shown().apply(view, asset);
    }
}
