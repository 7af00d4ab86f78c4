using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Syndication.Worker.Newsletters.Importing;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Importing;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>What sign-up, confirmation and unsubscription are composed of.</summary>
internal static class SubscribingServices
{
    /// <summary>Adds stores, tokens, links and workflows, for the service and for commands; needs what <c>AddSyndication</c> adds.</summary>
    public static IServiceCollection AddSubscribing(this IServiceCollection services)
    {
        services.AddSingleton<SecretStore>().AddSingleton<DepartureJournal>().AddSingleton<ProtectionKeyStore>().AddSingleton<SuppressionStore>()
            .AddSingleton<SubscriberStore>().AddSingleton<SubscriptionStore>()
            .AddSingleton<PreferenceStore>().AddSingleton<ErasureStore>().AddSingleton<HoldingsStore>()
            .AddSingleton<SubscriberImportStore>().AddSingleton<SubscriberImport>().AddSingleton<ExportStore>().AddSingleton<DeliveryRetentionStore>();
        services.AddSingleton<ConfirmationTokens>().AddSingleton<PreferenceTokens>().AddSingleton<UnsubscribeTokens>().AddSingleton<SubscriptionLinks>();
        services.AddSingleton<SignUpWorkflow>().AddSingleton<SubscriptionWorkflow>()
            .AddSingleton<ReturnWorkflow>().AddSingleton<PreferencesWorkflow>().AddSingleton<PersonalDataWorkflow>();
        // GCM makes a token a quarter shorter than the default CBC with HMAC.
        services.AddDataProtection().SetApplicationName("Syndication").UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration
        {
            EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM,
            ValidationAlgorithm = ValidationAlgorithm.HMACSHA256,
        });
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeyStore>(
            (options, store) => options.XmlRepository = new ProtectionKeyRepository(store));
        // Data protection warns that keys lie unencrypted at rest: they lie in the database, beside what they protect.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        return services;
    }
}
