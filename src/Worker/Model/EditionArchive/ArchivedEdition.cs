using System.Collections.Immutable;

namespace Syndication.Worker.Model.EditionArchive;

/// <summary>An edition that was sent, as everybody may see it: no reader, no number of readers, no reader's tags.</summary>
/// <param name="Newsletter">The newsletter's name.</param>
/// <param name="Number">Its number in the newsletter's archive, from 1, given once.</param>
/// <param name="Schedule">The schedule's name; <c>*</c> for one sent by hand.</param>
/// <param name="Occurrence">The firing's local wall time, or <c>now/</c> with a time in UTC.</param>
/// <param name="SentAt">When it first was done, in UTC.</param>
/// <param name="Posts">What a reader of every tag got, with the content hashes of that day.</param>
public sealed record ArchivedEdition(
    string Newsletter, long Number, string Schedule, string Occurrence, DateTimeOffset SentAt, ImmutableArray<EditionPost> Posts);
