/**
 * What the house decides of itself while it runs: groups of settings, each with a version and the
 * trace of who changed which member when. Serves every room that has something to decide; knows
 * none of them. A room declares a {@link io.ringcard.setting.SettingGroup} and reads its value each
 * time it needs it, so that a change is in force at once.
 */
@NullMarked
package io.ringcard.setting;

import org.jspecify.annotations.NullMarked;
