package org.offhook.api.v2010.kept;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetDesk.Unique;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Kind;

/// What a kept resource is made of.
///
/// @param element its XML name: `Application`
/// @param list    the list's: `Applications`
/// @param path    of the list below the account: `/Applications`
/// @param within  what it is part of, or null
/// @param slots   its fields, in the order in which they are shown
/// @param methods of `list`, `create`, `fetch`, `update`, `delete`, those that there are
public record Shape(
        String element,
        String list,
        String path,
        SidType type,
        Kind<Asset> kind,
        @Nullable Within within,
        @Nullable Unique unique,
        List<Slot> slots,
        Set<Method> methods) {

    public enum Method {
        LIST,
        CREATE,
        FETCH,
        UPDATE,
        DELETE
    }

    private static final Set<Method> ALL = Set.of(Method.values());

    /// @param name  of the parent's Sid in the path: `CredentialListSid`
    /// @param field of the parent's Sid in what is shown: `credential_list_sid`
    public record Within(String name, String field, SidType type, Kind<Asset> kind) {}

    public static Shape of(String element, String list, String path, SidType type, Kind<Asset> kind, List<Slot> slots) {
        return new Shape(element, list, path, type, kind, null, null, slots, ALL);
    }

    public Shape within(String name, String field, SidType parent, Kind<Asset> parents) {
        return new Shape(
                element, list, path, type, kind, new Within(name, field, parent, parents), unique, slots, methods);
    }

    public Shape unique(String field, int code) {
        return new Shape(element, list, path, type, kind, within, new Unique(field, code, false), slots, methods);
    }

    /// On the whole platform.
    public Shape uniqueEverywhere(String field, int code) {
        return new Shape(element, list, path, type, kind, within, new Unique(field, code, true), slots, methods);
    }

    public Shape only(Method... those) {
        return new Shape(element, list, path, type, kind, within, unique, slots, Set.of(those));
    }
}
