"""What acting on orders asks of the Admin API: first a look at the one order or return, then a single mutation."""

from app.connectors.shopify.questions import CASH, Question

TO_SHIP = Question(
    "ToShip",
    """query ToShip($id: ID!) {
  order(id: $id) {
    id cancelledAt
    fulfillmentOrders(first: 10) {
      nodes {
        id status
        supportedActions { action }
        assignedLocation { name }
        lineItems(first: 25) { nodes { id remainingQuantity lineItem { id } } }
      }
    }
    fulfillments(first: 20) { id status trackingInfo(first: 5) { company number } }
  }
}""",
)
TO_CANCEL = Question(
    "ToCancel",
    """query ToCancel($id: ID!) {
  order(id: $id) { id cancelledAt cancellation { staffNote } displayFulfillmentStatus }
}""",
)
JOB = Question("JobDone", "query JobDone($id: ID!) { job(id: $id) { id done } }")
TO_REFUND = Question(
    "ToRefund",
    """query ToRefund($id: ID!, $items: [RefundLineItemInput!], $whole: Boolean!) {
  order(id: $id) {
    id cancelledAt presentmentCurrencyCode
    lineItems(first: 100) { nodes { id refundableQuantity } }
    refunds(first: 100) { id note }
    suggestedRefund(refundLineItems: $items, suggestFullRefund: $whole) {
      amountSet { ...Cash }
      maximumRefundableSet { ...Cash }
      refundLineItems { quantity lineItem { id } }
      shipping { amountSet { ...Cash } }
      suggestedTransactions {
        gateway
        parentTransaction { id }
        amountSet { ...Cash }
        maximumRefundableSet { ...Cash }
      }
    }
  }
}"""
    + CASH,
)
RETURN = Question(
    "OneReturn",
    """query OneReturn($id: ID!) {
  return(id: $id) {
    id name status
    order { id name presentmentCurrencyCode }
    returnLineItems(first: 50) { nodes { id quantity processableQuantity processedQuantity refundableQuantity } }
    refunds(first: 20) { nodes { id note } }
  }
}""",
)
OUTCOME = Question(
    "ReturnOutcome",
    """query ReturnOutcome($id: ID!, $lines: [SuggestedOutcomeReturnLineItemInput!]!) {
  return(id: $id) {
    suggestedFinancialOutcome(returnLineItems: $lines, exchangeLineItems: []) {
      maximumRefundable { ...Cash }
      financialTransfer {
        ... on RefundReturnOutcome {
          amount { ...Cash }
          suggestedTransactions { parentTransaction { id } amountSet { ...Cash } }
        }
      }
    }
  }
}"""
    + CASH,
)
DISPUTE = Question(
    "OneDispute",
    """query OneDispute($id: ID!) {
  dispute(id: $id) {
    id status evidenceDueBy evidenceSentOn
    disputeEvidence { id submitted uncategorizedText }
  }
}""",
)

# --- mutations ------------------------------------------------------------------------------------------------------

SHIP = Question(
    "Ship",
    """mutation Ship($input: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $input) { fulfillment { id status } userErrors { field message } }
}""",
)
TRACK = Question(
    "Track",
    """mutation Track($id: ID!, $tracking: FulfillmentTrackingInput!, $tell: Boolean) {
  fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: $tell) {
    fulfillment { id updatedAt } userErrors { field message }
  }
}""",
)
CANCEL = Question(
    "Cancel",
    """mutation Cancel(
  $id: ID!, $reason: OrderCancelReason!, $restock: Boolean!, $refund: OrderCancelRefundMethodInput, $tell: Boolean,
  $note: String
) {
  orderCancel(
    orderId: $id, reason: $reason, restock: $restock, refundMethod: $refund, notifyCustomer: $tell, staffNote: $note
  ) {
    job { id done } orderCancelUserErrors { field message code }
  }
}""",
)
REFUND = Question(
    "Refund",
    """mutation Refund($input: RefundInput!, $key: String!) {
  refundCreate(input: $input) @idempotent(key: $key) {
    refund { id totalRefundedSet { ...Cash } } userErrors { field message }
  }
}"""
    + CASH,
)
APPROVE = Question(
    "Approve",
    """mutation Approve($input: ReturnApproveRequestInput!) {
  returnApproveRequest(input: $input) { return { id status } userErrors { field message code } }
}""",
)
DECLINE = Question(
    "Decline",
    """mutation Decline($input: ReturnDeclineRequestInput!) {
  returnDeclineRequest(input: $input) { return { id status } userErrors { field message code } }
}""",
)
PROCESS = Question(
    "Process",
    """mutation Process($input: ReturnProcessInput!) {
  returnProcess(input: $input) { return { id status } userErrors { field message code } }
}""",
)
EVIDENCE = Question(
    "Evidence",
    """mutation Evidence($id: ID!, $input: ShopifyPaymentsDisputeEvidenceUpdateInput!) {
  disputeEvidenceUpdate(id: $id, input: $input) {
    disputeEvidence { id submitted } userErrors { field message code }
  }
}""",
)
