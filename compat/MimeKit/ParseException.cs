namespace MimeKit;

/// <summary>A text is not what it should be.</summary>
public class ParseException : FormatException
{
    /// <summary>Creates the exception.</summary>
    public ParseException(string message, int tokenIndex, int errorIndex, Exception innerException) : base(message, innerException)
    {
        TokenIndex = tokenIndex;
        ErrorIndex = errorIndex;
    }

    /// <summary>Creates the exception.</summary>
    public ParseException(string message, int tokenIndex, int errorIndex) : base(message)
    {
        TokenIndex = tokenIndex;
        ErrorIndex = errorIndex;
    }

    /// <summary>Where the faulty token begins, in bytes.</summary>
    public int TokenIndex { get; private set; }

    /// <summary>Where the fault is, in bytes.</summary>
    public int ErrorIndex { get; private set; }
}
