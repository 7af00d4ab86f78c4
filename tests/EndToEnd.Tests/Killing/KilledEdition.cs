using System.Globalization;

namespace Syndication.Tests.EndToEnd.Killing;

/// <summary>What became of one edition whose process was killed.</summary>
/// <param name="Number">The run, from 1.</param>
/// <param name="Moment">When it was killed.</param>
/// <param name="Detail">Which message, or how long after the moment.</param>
/// <param name="Arrived">Messages that the server had when the process was gone.</param>
/// <param name="InDoubt">Messages that the next process found begun and without an outcome.</param>
/// <param name="Missing">Readers who got nothing.</param>
/// <param name="Repeated">Messages beyond one for each reader.</param>
/// <param name="MostOfOneConnection">The most of those whose first copies one connection brought.</param>
/// <param name="Renamed">Readers whose copies differ in their Message-ID.</param>
internal sealed record KilledEdition(
    int Number, KillMoment Moment, string Detail, int Arrived, long InDoubt, int Missing, int Repeated, int MostOfOneConnection, int Renamed)
{
    /// <summary>Nobody left out, at most one message of each connection repeated, as the same message.</summary>
    public bool IsRight => Missing == 0 && MostOfOneConnection <= 1 && Repeated <= InDoubt && Renamed == 0;

    /// <summary>A line of the report.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Number,3} {Moment,-12} {Detail,-14} arrived {Arrived,4}, in doubt {InDoubt}, missing {Missing}, repeated {Repeated} (most of one connection {MostOfOneConnection}), other Message-ID {Renamed}{(IsRight ? "" : "  WRONG")}");
}
