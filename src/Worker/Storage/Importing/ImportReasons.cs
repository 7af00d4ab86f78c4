namespace Syndication.Worker.Storage.Importing;

/// <summary>Why lines are not taken, as reports name it.</summary>
public static class ImportReasons
{
    /// <summary>Subscribed already, or twice in the file; a second run of an import finds all its lines so.</summary>
    public const string Known = "known";

    /// <summary>The address is never mailed: it bounced, complained, was erased, or ops said so.</summary>
    public const string Suppressed = "suppressed";

    /// <summary>The reader has left this newsletter.</summary>
    public const string Unsubscribed = "unsubscribed";

    /// <summary>Nothing says that the address was confirmed.</summary>
    public const string Unconfirmed = "unconfirmed";

    /// <summary>The other service had stopped mailing it, for no reason that the file tells.</summary>
    public const string Inactive = "inactive";

    /// <summary>No e-mail address.</summary>
    public const string Address = "address";

    /// <summary>A status that is not understood.</summary>
    public const string Status = "status";

    /// <summary>No such newsletter.</summary>
    public const string Newsletter = "newsletter";

    /// <summary>The newsletter has no such schedule.</summary>
    public const string Schedule = "schedule";

    /// <summary>No known time zone.</summary>
    public const string TimeZone = "time-zone";

    /// <summary>Fewer or more fields than the header, or a quote that does not close.</summary>
    public const string Malformed = "malformed";
}
