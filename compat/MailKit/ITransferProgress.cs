namespace MailKit;

/// <summary>Is told how far a transfer has come.</summary>
public interface ITransferProgress
{
    /// <summary>So many bytes were handed over of so many.</summary>
    /// <remarks>Dots doubled for SMTP count as transferred, not in the total, so the first number may end above the second.</remarks>
    void Report(long bytesTransferred, long totalSize);

    /// <summary>So many bytes were handed over.</summary>
    void Report(long bytesTransferred);
}
