namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>A post of a firing.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Title">Its title.</param>
/// <param name="File">Path below the content folder.</param>
/// <param name="Published">Its date, in UTC.</param>
/// <param name="IsScheduled">Whether its date has not come yet.</param>
/// <param name="Readers">How many would get it.</param>
internal sealed record FiringPost(string Id, string Title, string File, DateTimeOffset Published, bool IsScheduled, long Readers);
