package org.offhook.core.signalling.loop;

/// What a shard counts; written by its loop, read by anybody now and then.
///
/// @param received messages that were understood
/// @param rejected requests refused for their form
/// @param unusable what could not even be refused
/// @param overloaded requests refused with 503 for want of room
/// @param stray responses and ACKs that belong to nothing here
/// @param legs that live
/// @param dialogs that are known, those included whose BYE is not answered
/// @param halfOpen incoming INVITEs without a final response
/// @param transactions of both kinds
public record ShardCounts(
        long received,
        long rejected,
        long unusable,
        long overloaded,
        long stray,
        int legs,
        int dialogs,
        int halfOpen,
        int transactions) {}
