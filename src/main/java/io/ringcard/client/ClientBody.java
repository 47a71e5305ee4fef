package io.ringcard.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract's {@code NewClient} and {@code ClientPatch}; absent members are null. */
record ClientBody(
    @Nullable Integer version,
    @Nullable String kind,
    @Nullable String name,
    @Nullable String company,
    @Nullable String companyId,
    @Nullable String position,
    @Nullable List<Phone> phones,
    @Nullable List<Email> emails,
    @Nullable String source,
    @Nullable String status,
    @Nullable String about,
    @Nullable String owner) {}
