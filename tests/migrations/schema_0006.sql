-- The tables of schema version 6, as the program of that version made them; triggers and the search index are made anew.

CREATE TABLE agent (
	id BLOB NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	active BOOLEAN NOT NULL, 
	pin_hash TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT role_known CHECK (role IN ('agent', 'senior', 'supervisor', 'admin'))
);

CREATE TABLE customer (
	id BLOB NOT NULL, 
	name TEXT NOT NULL, 
	country TEXT NOT NULL, 
	language TEXT NOT NULL, 
	vip BOOLEAN NOT NULL, 
	note TEXT NOT NULL, 
	first_seen INTEGER NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE login (
	id BLOB NOT NULL, 
	channel TEXT NOT NULL, 
	label TEXT NOT NULL, 
	settings JSON NOT NULL, 
	proxy JSON, 
	health TEXT NOT NULL, 
	health_reason TEXT NOT NULL, 
	checked_at INTEGER, 
	created_at INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT health_known CHECK (health IN ('ok', 'slow', 'sign_in', 'broken', 'unknown'))
);

CREATE TABLE shop (
	id BLOB NOT NULL, 
	channel TEXT NOT NULL, 
	title TEXT NOT NULL, 
	remote_key TEXT NOT NULL, 
	state TEXT NOT NULL, 
	colour INTEGER NOT NULL, 
	settings JSON NOT NULL, 
	added_at INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT state_known CHECK (state IN ('active', 'paused', 'removed'))
);

CREATE UNIQUE INDEX shop_once ON shop (channel, remote_key) WHERE state != 'removed';

CREATE TABLE template (
	id BLOB NOT NULL, 
	title TEXT NOT NULL, 
	body TEXT NOT NULL, 
	language TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	category TEXT NOT NULL, 
	uses INTEGER NOT NULL, 
	changed_at INTEGER NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE after_sale (
	shop_id BLOB NOT NULL, 
	kind TEXT NOT NULL, 
	remote_key TEXT NOT NULL, 
	order_key TEXT NOT NULL, 
	state TEXT NOT NULL, 
	open BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	due INTEGER, 
	opened_at INTEGER, 
	amount_minor INTEGER, 
	currency TEXT NOT NULL, 
	PRIMARY KEY (shop_id, kind, remote_key), 
	CONSTRAINT kind_known CHECK (kind IN ('return', 'inquiry', 'cancellation', 'claim', 'refund')), 
	FOREIGN KEY(shop_id) REFERENCES shop (id) ON DELETE CASCADE
);

CREATE INDEX after_sale_order ON after_sale (shop_id, order_key);

CREATE TABLE conversation (
	id BLOB NOT NULL, 
	shop_id BLOB NOT NULL, 
	customer_id BLOB NOT NULL, 
	subject TEXT NOT NULL, 
	status TEXT NOT NULL, 
	assignee_id BLOB, 
	snoozed_until INTEGER, 
	country TEXT NOT NULL, 
	language TEXT NOT NULL, 
	order_key TEXT NOT NULL, 
	item_ref TEXT NOT NULL, 
	preview TEXT NOT NULL, 
	last_n INTEGER NOT NULL, 
	last_at INTEGER NOT NULL, 
	last_direction TEXT NOT NULL, 
	last_message_id BLOB, 
	news_n INTEGER NOT NULL, 
	message_count INTEGER NOT NULL, 
	waiting_since INTEGER, 
	platform_due INTEGER, 
	internal_due INTEGER, 
	due INTEGER, 
	reply_refs JSON NOT NULL, 
	can_reply TEXT NOT NULL, 
	created_at INTEGER NOT NULL, 
	merged_into BLOB, 
	PRIMARY KEY (id), 
	CONSTRAINT status_known CHECK (status IN ('pending', 'waiting', 'snoozed', 'transferred', 'resolved')), 
	CONSTRAINT last_direction_known CHECK (last_direction IN ('inbound', 'outbound')), 
	FOREIGN KEY(shop_id) REFERENCES shop (id) ON DELETE CASCADE, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(assignee_id) REFERENCES agent (id)
);

CREATE INDEX conversation_about ON conversation (shop_id, order_key);

CREATE INDEX conversation_customer ON conversation (customer_id, last_n);

CREATE TABLE cursor (
	login_id BLOB NOT NULL, 
	stream TEXT NOT NULL, 
	cursor TEXT, 
	pulled_at INTEGER, 
	ok_at INTEGER, 
	reason TEXT NOT NULL, 
	done INTEGER NOT NULL, 
	"all" INTEGER NOT NULL, 
	finished BOOLEAN NOT NULL, 
	PRIMARY KEY (login_id, stream), 
	FOREIGN KEY(login_id) REFERENCES login (id) ON DELETE CASCADE
);

CREATE TABLE identity (
	shop_id BLOB NOT NULL, 
	"key" TEXT NOT NULL, 
	customer_id BLOB NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (shop_id, "key"), 
	FOREIGN KEY(shop_id) REFERENCES shop (id) ON DELETE CASCADE, 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX identity_customer ON identity (customer_id);

CREATE TABLE mail_place (
	login_id BLOB NOT NULL, 
	folder TEXT NOT NULL, 
	shop_id BLOB NOT NULL, 
	remote_key TEXT NOT NULL, 
	epoch INTEGER NOT NULL, 
	uid INTEGER NOT NULL, 
	answered BOOLEAN NOT NULL, 
	gone_at INTEGER, 
	PRIMARY KEY (login_id, folder, shop_id, remote_key), 
	FOREIGN KEY(login_id) REFERENCES login (id) ON DELETE CASCADE, 
	FOREIGN KEY(shop_id) REFERENCES shop (id) ON DELETE CASCADE
);

CREATE INDEX mail_place_message ON mail_place (shop_id, remote_key);

CREATE TABLE orders (
	id BLOB NOT NULL, 
	shop_id BLOB NOT NULL, 
	remote_key TEXT NOT NULL, 
	customer_id BLOB, 
	status TEXT NOT NULL, 
	remote_status TEXT NOT NULL, 
	placed_at INTEGER NOT NULL, 
	updated_at INTEGER NOT NULL, 
	buyer_name TEXT NOT NULL, 
	buyer_keys JSON NOT NULL, 
	total_minor INTEGER, 
	currency TEXT NOT NULL, 
	recipient JSON NOT NULL, 
	ship_by INTEGER, 
	deliver_by INTEGER, 
	country TEXT NOT NULL, 
	url TEXT NOT NULL, 
	buyer_note TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT order_once UNIQUE (shop_id, remote_key), 
	CONSTRAINT status_known CHECK (status IN ('pending', 'paid', 'shipped', 'in_transit', 'out_for_delivery', 'delivered', 'cancelled', 'other')), 
	FOREIGN KEY(shop_id) REFERENCES shop (id) ON DELETE CASCADE, 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE SET NULL
);

CREATE INDEX orders_customer ON orders (customer_id, placed_at);

CREATE TABLE picture (
	shop_id BLOB NOT NULL, 
	item_ref TEXT NOT NULL, 
	url TEXT NOT NULL, 
	blob_key TEXT NOT NULL, 
	PRIMARY KEY (shop_id, item_ref), 
	FOREIGN KEY(shop_id) REFERENCES shop (id) ON DELETE CASCADE
);

CREATE TABLE secret (
	login_id BLOB NOT NULL, 
	kind TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	sealed BLOB NOT NULL, 
	PRIMARY KEY (login_id, kind), 
	FOREIGN KEY(login_id) REFERENCES login (id) ON DELETE CASCADE
);

CREATE TABLE shop_login (
	shop_id BLOB NOT NULL, 
	role TEXT NOT NULL, 
	login_id BLOB NOT NULL, 
	PRIMARY KEY (shop_id, role), 
	FOREIGN KEY(shop_id) REFERENCES shop (id) ON DELETE CASCADE, 
	FOREIGN KEY(login_id) REFERENCES login (id)
);

CREATE TABLE activity (
	id BLOB NOT NULL, 
	conversation_id BLOB NOT NULL, 
	agent_id BLOB, 
	at INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	detail JSON NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT kind_known CHECK (kind IN ('assigned', 'status', 'snoozed', 'woke', 'tagged', 'untagged', 'closed', 'merged', 'split', 'moved', 'order_attached', 'order_detached', 'refused', 'no_response_needed', 'forwarded')), 
	FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE, 
	FOREIGN KEY(agent_id) REFERENCES agent (id)
);

CREATE INDEX activity_conversation ON activity (conversation_id, at);

CREATE TABLE attachment (
	id BLOB NOT NULL, 
	conversation_id BLOB NOT NULL, 
	message_id BLOB, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	content_type TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	inline BOOLEAN NOT NULL, 
	content_id TEXT NOT NULL, 
	blob_key TEXT NOT NULL, 
	url TEXT NOT NULL, 
	mail_part TEXT NOT NULL, 
	dangerous BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE
);

CREATE INDEX attachment_message ON attachment (message_id, position);

CREATE TABLE conversation_order (
	conversation_id BLOB NOT NULL, 
	order_id BLOB NOT NULL, 
	by_hand BOOLEAN NOT NULL, 
	PRIMARY KEY (conversation_id, order_id), 
	FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE, 
	FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE
);

CREATE INDEX conversation_order_order ON conversation_order (order_id);

CREATE TABLE conversation_tag (
	conversation_id BLOB NOT NULL, 
	tag TEXT NOT NULL, 
	PRIMARY KEY (conversation_id, tag), 
	FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE
);

CREATE INDEX conversation_tag_tag ON conversation_tag (tag);

CREATE TABLE message (
	n INTEGER NOT NULL, 
	id BLOB NOT NULL, 
	conversation_id BLOB NOT NULL, 
	shop_id BLOB NOT NULL, 
	remote_key TEXT, 
	direction TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	author TEXT NOT NULL, 
	agent_id BLOB, 
	sent_at INTEGER NOT NULL, 
	stored_at INTEGER NOT NULL, 
	subject TEXT NOT NULL, 
	text TEXT NOT NULL, 
	quoted_from INTEGER, 
	language TEXT NOT NULL, 
	imported BOOLEAN NOT NULL, 
	low_confidence BOOLEAN NOT NULL, 
	raw_key TEXT NOT NULL, 
	reply_refs JSON NOT NULL, 
	PRIMARY KEY (n), 
	CONSTRAINT message_once UNIQUE (shop_id, remote_key), 
	CONSTRAINT direction_known CHECK (direction IN ('inbound', 'outbound')), 
	CONSTRAINT kind_known CHECK (kind IN ('customer', 'agent', 'system', 'auto_reply', 'bounce')), 
	UNIQUE (id), 
	FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE, 
	FOREIGN KEY(shop_id) REFERENCES shop (id) ON DELETE CASCADE, 
	FOREIGN KEY(agent_id) REFERENCES agent (id)
);

CREATE INDEX message_conversation ON message (conversation_id, n);

CREATE TABLE note (
	n INTEGER NOT NULL, 
	id BLOB NOT NULL, 
	conversation_id BLOB NOT NULL, 
	agent_id BLOB NOT NULL, 
	at INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (n), 
	UNIQUE (id), 
	FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE, 
	FOREIGN KEY(agent_id) REFERENCES agent (id)
);

CREATE INDEX note_conversation ON note (conversation_id, n);

CREATE TABLE order_line (
	order_id BLOB NOT NULL, 
	position INTEGER NOT NULL, 
	line_key TEXT NOT NULL, 
	sku TEXT NOT NULL, 
	item_ref TEXT NOT NULL, 
	title TEXT NOT NULL, 
	quantity INTEGER NOT NULL, 
	price_minor INTEGER, 
	currency TEXT NOT NULL, 
	picture TEXT NOT NULL, 
	PRIMARY KEY (order_id, position), 
	FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE
);

CREATE INDEX order_line_item ON order_line (item_ref);

CREATE TABLE outbound (
	id BLOB NOT NULL, 
	conversation_id BLOB NOT NULL, 
	shop_id BLOB NOT NULL, 
	message_id BLOB NOT NULL, 
	agent_id BLOB NOT NULL, 
	turn INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	base_last_message_id BLOB, 
	recipient_key TEXT NOT NULL, 
	recipient_name TEXT NOT NULL, 
	thread_key TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	text TEXT NOT NULL, 
	text_hash TEXT NOT NULL, 
	reply_refs JSON NOT NULL, 
	files JSON NOT NULL, 
	cc JSON NOT NULL, 
	bcc JSON NOT NULL, 
	order_key TEXT NOT NULL, 
	item_ref TEXT NOT NULL, 
	form TEXT NOT NULL, 
	resolve BOOLEAN NOT NULL, 
	state TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	queued_at INTEGER NOT NULL, 
	undo_until INTEGER, 
	not_before INTEGER, 
	attempts INTEGER NOT NULL, 
	attempt_id BLOB, 
	sending_since INTEGER, 
	unknown_since INTEGER, 
	looks INTEGER NOT NULL, 
	next_look INTEGER, 
	remote_key TEXT, 
	sent_at INTEGER, 
	clock_before JSON NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT turn_once UNIQUE (conversation_id, turn), 
	CONSTRAINT outbound_once UNIQUE (shop_id, remote_key), 
	CONSTRAINT state_known CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'ask_human', 'needs_review', 'cancelled')), 
	CONSTRAINT kind_known CHECK (kind IN ('reply', 'first', 'forward')), 
	FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE, 
	FOREIGN KEY(shop_id) REFERENCES shop (id) ON DELETE CASCADE, 
	UNIQUE (message_id), 
	FOREIGN KEY(agent_id) REFERENCES agent (id)
);

CREATE INDEX outbound_conversation ON outbound (conversation_id, turn);

CREATE INDEX outbound_unsent ON outbound (shop_id, state, turn) WHERE state IN ('ask_human', 'needs_review', 'queued', 'sending', 'unknown');

CREATE TABLE shipment (
	order_id BLOB NOT NULL, 
	remote_key TEXT NOT NULL, 
	carrier TEXT NOT NULL, 
	tracking TEXT NOT NULL, 
	tracking_url TEXT NOT NULL, 
	status TEXT NOT NULL, 
	shipped_at INTEGER, 
	last_event TEXT NOT NULL, 
	last_event_at INTEGER, 
	PRIMARY KEY (order_id, remote_key), 
	CONSTRAINT status_known CHECK (status IN ('pending', 'paid', 'shipped', 'in_transit', 'out_for_delivery', 'delivered', 'cancelled', 'other')), 
	FOREIGN KEY(order_id) REFERENCES orders (id) ON DELETE CASCADE
);

CREATE TABLE thread_key (
	shop_id BLOB NOT NULL, 
	"key" TEXT NOT NULL, 
	conversation_id BLOB NOT NULL, 
	seen_at INTEGER NOT NULL, 
	PRIMARY KEY (shop_id, "key"), 
	FOREIGN KEY(shop_id) REFERENCES shop (id) ON DELETE CASCADE, 
	FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE
);

CREATE INDEX thread_key_conversation ON thread_key (conversation_id);

CREATE TABLE card (
	message_id BLOB NOT NULL, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	fields JSON NOT NULL, 
	PRIMARY KEY (message_id, position), 
	CONSTRAINT kind_known CHECK (kind IN ('item', 'order', 'refund', 'voucher', 'sticker', 'video', 'follow', 'arrival', 'unknown')), 
	FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE
);

CREATE TABLE send_attempt (
	id BLOB NOT NULL, 
	outbound_id BLOB NOT NULL, 
	attempt INTEGER NOT NULL, 
	started_at INTEGER NOT NULL, 
	ended_at INTEGER, 
	outcome TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(outbound_id) REFERENCES outbound (id) ON DELETE CASCADE
);

CREATE INDEX send_attempt_outbound ON send_attempt (outbound_id);

CREATE TABLE command_log (
	n INTEGER NOT NULL, 
	id BLOB NOT NULL, 
	agent_id BLOB NOT NULL, 
	kind TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	arguments JSON NOT NULL, 
	at INTEGER NOT NULL, 
	inverse JSON, 
	notices JSON NOT NULL, 
	undone BOOLEAN NOT NULL, 
	PRIMARY KEY (n), 
	UNIQUE (id)
);

CREATE TABLE counter (
	kind TEXT NOT NULL, 
	"key" BLOB NOT NULL, 
	n INTEGER NOT NULL, 
	PRIMARY KEY (kind, "key")
);

CREATE TABLE draft (
	agent_id BLOB NOT NULL, 
	owner_id BLOB NOT NULL, 
	kind TEXT NOT NULL, 
	text TEXT NOT NULL, 
	files JSON NOT NULL, 
	cc JSON NOT NULL, 
	bcc JSON NOT NULL, 
	form TEXT NOT NULL, 
	card JSON NOT NULL, 
	subject TEXT NOT NULL, 
	saved_by BLOB NOT NULL, 
	saved_at INTEGER NOT NULL, 
	PRIMARY KEY (agent_id, owner_id, kind), 
	CONSTRAINT kind_known CHECK (kind IN ('reply', 'note', 'first'))
);

CREATE TABLE fact (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);

CREATE TABLE identifier (
	reversed TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	order_id BLOB NOT NULL, 
	PRIMARY KEY (reversed, kind, order_id)
);

CREATE TABLE quarantine (
	n INTEGER NOT NULL, 
	login_id BLOB NOT NULL, 
	stream TEXT NOT NULL, 
	remote_key TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	tries INTEGER NOT NULL, 
	blob_key TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	PRIMARY KEY (n), 
	CONSTRAINT quarantine_once UNIQUE (login_id, remote_key)
);

CREATE TABLE quota (
	"key" TEXT NOT NULL, 
	day TEXT NOT NULL, 
	used INTEGER NOT NULL, 
	PRIMARY KEY ("key")
);

CREATE TABLE read_mark (
	agent_id BLOB NOT NULL, 
	conversation_id BLOB NOT NULL, 
	last_n INTEGER NOT NULL, 
	PRIMARY KEY (agent_id, conversation_id)
);
