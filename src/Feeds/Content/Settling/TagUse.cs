namespace Syndication.Feeds.Content.Settling;

/// <summary>The use of a tag that gives it its label and its turn for a slug: that of the earliest post that has it.</summary>
/// <param name="Key">What its labels have in common.</param>
/// <param name="First">The earliest post.</param>
/// <param name="Index">Its place among that post's tags.</param>
internal readonly record struct TagUse(string Key, Post First, int Index)
{
    /// <summary>The label there.</summary>
    public string Label => First.Tags[Index].Label;

    /// <summary>Whether another use settles all tags alike, but for the place of a problem.</summary>
    public bool SettlesAs(TagUse other) =>
        Index == other.Index && Label == other.Label && First.Published == other.First.Published && First.File == other.First.File;
}
