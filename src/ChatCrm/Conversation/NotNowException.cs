using NodaTime;

namespace ChatCrm.Conversation;

/// <summary>A channel cannot say now whether somebody can be reached: nothing was posted; it is to be asked again after that time.</summary>
public sealed class NotNowException(Duration after) : Exception("The channel cannot say now.")
{
    public Duration After => after;
}
